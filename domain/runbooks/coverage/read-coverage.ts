import { readFile } from 'node:fs/promises';
import { allRunbooks } from '../shelf';
import { type Checklist, type ChecklistRow, loadChecklist, rowsOf } from './checklist';
import { loadReports, type Report } from './reports';

/** A row of the checklist: where it is answered for, and what the lab's tests saw of it. */
export type CoverageRow = Pick<ChecklistRow, 'id' | 'kind' | 'effect' | 'says'> & {
  covered: boolean;
  exercised: boolean;
  /** "service/runbook#block", and the test of a row that has one. */
  where: string[];
  /** How it was exercised, or why it could not be here. */
  how: string[];
};
export type Coverage = {
  total: { rows: number; covered: number; exercised: number };
  documents: { id: string; title: string; rows: CoverageRow[] }[];
  /** Tests that the checklist names and that do not name their row. */
  silentTests: string[];
};

type Sources = { covered: Map<string, string[]>; report: Report; silent: Set<string> };

async function coveredRows(root?: string): Promise<Map<string, string[]>> {
  const rows = new Map<string, string[]>();
  for (const [slug, { runbook }] of await allRunbooks(root, 'new'))
    for (const { row, at } of runbook.covered) rows.set(row, [...new Set([...(rows.get(row) ?? []), `${slug}#${at}`])]);
  return rows;
}

/** The test says the row's id as a word of its own: "S0-8" is not in "S0-81". */
const names = (text: string, id: string) => text.split(/[^\w-]+/).includes(id);

async function silentTests(checklist: Checklist): Promise<Set<string>> {
  const silent = await Promise.all(
    rowsOf(checklist).map(async ({ id, test }) => {
      if (!test) return [];
      const text = await readFile(test, 'utf8').catch(() => '');
      return names(text, id) ? [] : [id];
    }),
  );
  return new Set(silent.flat());
}

function rowOf({ test, ...row }: ChecklistRow, of: Sources): CoverageRow {
  const blocks = of.covered.get(row.id) ?? [];
  const speaks = test !== undefined && !of.silent.has(row.id);
  const seen = blocks.flatMap((block) => {
    const found = of.report[block];
    return found ? [{ block, ...found }] : [];
  });
  return {
    ...row,
    covered: blocks.length > 0 || speaks,
    exercised: speaks || seen.some(({ exercised }) => exercised),
    where: [...blocks, ...(speaks ? [test] : [])],
    how: seen.map(({ block, how }) => `${block}: ${how}`),
  };
}

/** How much of the checklist the runbooks and tests answer for, and how much of it was exercised; null without a checklist. */
export async function readCoverage(folders: { runbooks?: string; reports?: string } = {}): Promise<Coverage | null> {
  const { checklist } = await loadChecklist(folders.runbooks);
  if (!checklist) return null;
  const of = {
    covered: await coveredRows(folders.runbooks),
    report: await loadReports(folders.reports),
    silent: await silentTests(checklist),
  };
  const documents = checklist.documents.map(({ id, title, rows }) => ({ id, title, rows: rows.map((row) => rowOf(row, of)) }));
  const all = documents.flatMap(({ rows }) => rows);
  const total = {
    rows: all.length,
    covered: all.filter(({ covered }) => covered).length,
    exercised: all.filter(({ exercised }) => exercised).length,
  };
  const tests = new Map(rowsOf(checklist).map((row) => [row.id, row.test]));
  return { total, documents, silentTests: [...of.silent].map((id) => `${id}: ${tests.get(id)}`) };
}

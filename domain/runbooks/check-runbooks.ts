import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { env } from '@/lib/env';
import type { Syntax } from '@/lib/markdown/read-markdown';
import { checkRunbook } from './check-runbook';
import { checklistFile, loadChecklist, rowsOf } from './coverage/checklist';
import { loadTargets } from './load-targets';
import { readingOf } from './parse-cache';
import type { ParsedRunbook } from './parse-runbook';
import { lookAt, readFile, SLUG } from './runbook-files';
import type { Problem, Target } from './schema';

export type CheckReport = { files: number; problems: Problem[] };

/** Read by people, not by the console. */
const NOT_RUNBOOKS = /^(?:README|CHANGELOG|CONTRIBUTING|LICENSE)\.mdx?$/i;

async function filesBelow(at: string): Promise<string[]> {
  const found = await stat(at).catch(() => null);
  if (!found) return [];
  if (!found.isDirectory()) return [at];
  const entries = await readdir(at, { withFileTypes: true });
  const below = await Promise.all(
    entries
      .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
      .map((entry) => {
        const file = path.join(at, entry.name);
        if (entry.isDirectory()) return filesBelow(file);
        return /\.mdx?$/.test(entry.name) && !NOT_RUNBOOKS.test(entry.name) ? [file] : [];
      }),
  );
  return below.flat().sort();
}

const shown = (file: string) => path.relative(process.cwd(), file) || file;

/** Its folder and its name are a runbook's address, and in the folder of runbooks there is nothing deeper. */
function nameProblem(file: string, slug: string): Problem[] {
  const within = path.relative(env().RUNBOOKS_DIR, file);
  const isMisplaced = !within.startsWith('..') && within.split(path.sep).length !== 2;
  if (SLUG.test(slug) && !isMisplaced) return [];
  const message = isMisplaced
    ? 'The console does not find this file: it is not in a folder of the folder of runbooks.'
    : `${slug} is no address: lower-case letters, digits and - only.`;
  return [{ file: shown(file), line: 1, severity: 'error', rule: 'file/name', message, fix: 'Name it runbooks/SERVICE/NAME.mdx.' }];
}

type Against = { targets: ReadonlyMap<string, Target> | null; rows: ReadonlySet<string> | null };

/** A runbook with the name that its problems are told under. */
export type RunbookToCheck = { file: string; runbook: ParsedRunbook };

async function readToCheck(file: string): Promise<{ slug: string } & ({ problem: Problem } | RunbookToCheck | { gone: true })> {
  const name = shown(file);
  const syntax: Syntax = file.endsWith('.mdx') ? 'mdx' : 'md';
  const slug = path.join(path.basename(path.dirname(file)), path.basename(file, `.${syntax}`)).replaceAll(path.sep, '/');
  const found = await lookAt(path.dirname(path.dirname(file)), { slug, file, syntax });
  if (!found) return { slug, gone: true };
  const read = await readFile(found);
  if ('problem' in read) return { slug, problem: { file: name, ...read.problem } };
  return { slug, file: name, runbook: await readingOf({ slug, file: name, syntax, bytes: read.bytes }) };
}

async function checkFile(file: string, { targets, rows }: Against): Promise<Problem[]> {
  const read = await readToCheck(file);
  if ('gone' in read) return [];
  const found = 'problem' in read ? [read.problem] : await checkRunbook(read.runbook, targets, rows);
  return [...nameProblem(file, read.slug), ...found];
}

/** Every runbook at a path (by default all) that can be read. */
export async function readRunbooks(at?: string): Promise<RunbookToCheck[]> {
  const read = await Promise.all((await filesBelow(path.resolve(at ?? env().RUNBOOKS_DIR))).map(readToCheck));
  return read.flatMap((each) => ('runbook' in each ? [{ file: each.file, runbook: each.runbook }] : []));
}

async function loadAgainst(): Promise<Against & { problems: Problem[] }> {
  const inventory = await loadTargets();
  const isUnknown = inventory.problems.some(({ rule }) => rule === 'targets/missing');
  const { checklist, problems: unread } = await loadChecklist();
  const problems = [
    ...inventory.problems
      .filter(({ rule }) => rule !== 'target/unavailable')
      .map((problem) => ({ ...problem, file: shown(env().TARGETS_FILE) })),
    ...unread.map((problem) => ({ ...problem, file: shown(checklistFile()) })),
  ];
  return { targets: isUnknown ? null : inventory.targets, rows: checklist && new Set(rowsOf(checklist).map(({ id }) => id)), problems };
}

/** What is wrong in each of these files, in their order. */
export async function checkFiles(files: readonly string[]): Promise<Problem[]> {
  const against = await loadAgainst();
  const problems: Problem[] = [];
  for (const file of files) problems.push(...(await checkFile(file, against)));
  return problems;
}

/**
 * Checks one file, or every runbook below a folder (by default all), and the inventory of targets; nothing is run. Null
 * when there is no such path. `check` may share the files out.
 */
export async function checkRunbooks(at?: string, check = checkFiles): Promise<CheckReport | null> {
  const from = path.resolve(at ?? env().RUNBOOKS_DIR);
  if (at !== undefined && !(await stat(from).catch(() => null))) return null;
  const files = await filesBelow(from);
  const { problems } = await loadAgainst();
  return { files: files.length, problems: [...problems, ...(await check(files))] };
}

import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { type CompareBody, readCompare } from '@/domain/runbooks/kinds/compare';
import { errored, type OutsideError, stoppedEarly } from '../outcome-errors';
import type { Outcome, ResolvedTarget, Runner, RunnerRequest } from '../schema';
import { compareItems, type Difference } from './compare/compare-items';
import { readSide } from './compare/read-side';
import { type Concern, concernLines, failing, warning } from './concern';
import { askDatabase } from './sql/ask-database';

const SHOWN_ROWS = 500;
const EMPTY_TABLE = '0';

export type CompareData = {
  connected: boolean;
  /** Names of the two targets. */
  a: string;
  b: string;
  rows: Difference[];
  onlyA: string[];
  onlyB: string[];
  different: string[];
  differences: number;
  schemaDifferences: number;
  settingDifferences: number;
  same: number;
  truncated: boolean;
  problems: Concern[];
  error: OutsideError | null;
};

const counted = (count: number, thing: string) => `${count} ${count === 1 ? thing : `${thing}s`}`;

/** Another structure fails; another setting or an empty table warns; that one has more rows is only shown. */
function concernsOf(differences: readonly Difference[], a: string, b: string): { problems: Concern[]; schema: number; settings: number } {
  const settings = differences.filter(({ what }) => what === 'setting').length;
  const counts = differences.filter(({ what }) => what === 'rows');
  const schema = differences.length - settings - counts.length;
  const empty = counts.filter((each) => each.a === EMPTY_TABLE || each.b === EMPTY_TABLE).map(({ name }) => name);
  const problems = [
    ...(schema ? [failing('schema', `${counted(schema, 'difference')} in structure between ${a} and ${b}`)] : []),
    ...(settings ? [warning('settings', `${counted(settings, 'setting')} of ${a} and ${b} differ`)] : []),
    ...(empty.length ? [warning('empty', `${empty.join(', ')}: rows on one side, none on the other`)] : []),
  ];
  return { problems, schema, settings };
}

function dataOf(differences: readonly Difference[], same: number, a: string, b: string): CompareData {
  const { problems, schema, settings } = concernsOf(differences, a, b);
  const named = (is: Difference['is']) =>
    differences
      .filter((each) => each.is === is)
      .map(({ what, name }) => `${what} ${name}`)
      .slice(0, SHOWN_ROWS);
  return {
    connected: true,
    a,
    b,
    rows: differences.slice(0, SHOWN_ROWS),
    onlyA: named('onlyA'),
    onlyB: named('onlyB'),
    different: named('different'),
    differences: differences.length,
    schemaDifferences: schema,
    settingDifferences: settings,
    same,
    truncated: differences.length > SHOWN_ROWS,
    problems,
    error: null,
  };
}

async function failed({ emit }: RunnerRequest, error: OutsideError, a: string, b: string): Promise<Outcome> {
  if (['egress', 'target'].includes(error.code)) return errored(error.code, error.message);
  await emit('stderr', `${error.message}\n`);
  const data = { ...dataOf([], 0, a, b), connected: false, problems: [failing(error.code, error.message)], error };
  return { status: 'completed', data: data satisfies CompareData };
}

const SIGN = { onlyA: '-', onlyB: '+', different: '~' } satisfies Record<Difference['is'], string>;
const lineOf = ({ what, name, is, a, b }: Difference) =>
  `${SIGN[is]} ${what} ${name}${is === 'different' ? `: ${a} | ${b}` : (a ?? b) ? `: ${a ?? b}` : ''}\n`;

function bothSides(request: RunnerRequest, body: CompareBody, other: ResolvedTarget) {
  const of = { timeoutMs: request.block.timeoutMs, signal: request.signal };
  return Promise.all([request.target, other].map((target) => askDatabase(target, of, (ask) => readSide(ask, body))));
}

/**
 * Compares the database of the block's target with that of another: tables, columns, indexes, constraints, enums, extensions; settings; numbers of rows.
 * Each is read with its own reading role. Data: connected, a, b, rows [{what, name, is, a, b}], onlyA, onlyB, different, differences,
 * schemaDifferences, settingDifferences, same, truncated, problems, error {code, message}.
 */
export const compare: Runner = async (request) => {
  const { block, target, parts = [], signal, emit } = request;
  const body = readCompare(block.body);
  if (isProblem(body)) return errored('body', `${body.problem}.`);
  const other = parts.find((part) => part.target.name === body.other)?.target;
  if (!other) return errored('target', `the target ${body.other} was not there when the runbook was read; reload it`);
  const [a, b] = await bothSides(request, body, other);
  if (signal.aborted || !a || !b) return stoppedEarly();
  for (const side of [a, b]) if ('error' in side) return failed(request, side.error, target.name, other.name);
  const found = [a, b].map((side) => ('found' in side ? side.found : []));
  const { differences, same } = compareItems(found[0] ?? [], found[1] ?? [], body.ignored);
  const data = dataOf(differences, same, target.name, other.name);
  await emit(
    'stdout',
    `- ${target.name} alone, + ${other.name} alone, ~ different\n${data.rows.map(lineOf).join('')}${concernLines(data.problems)}`,
  );
  return { status: 'completed', data };
};

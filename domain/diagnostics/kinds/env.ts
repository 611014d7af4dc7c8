import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { type EnvSource, type EnvWanted, readEnv } from '@/domain/runbooks/kinds/env';
import { fingerprint } from '@/lib/fingerprint';
import { fillWords } from '../fill-in';
import { errored, notAvailable } from '../outcome-errors';
import type { Runner, RunnerRequest } from '../schema';
import { type Concern, concernLines, failing } from './concern';
import { judgeValue, shapeOf, type ValueShape } from './env/judge-value';
import { readVariables, type Variables } from './env/read-variables';

/** One variable as it may be shown. `print` is the same for the same value, and tells nothing of it. */
export type EnvRow = { name: string; state: 'set' | 'empty' | 'missing'; print: string | null } & Partial<ValueShape>;
export type EnvData = {
  found: boolean;
  source: string;
  rows: EnvRow[];
  set: string[];
  missing: string[];
  empty: string[];
  problems: Concern[];
};

function filledSource(request: RunnerRequest, source: EnvSource): { source: EnvSource; shown: string } {
  if (source.from === 'console') return { source, shown: 'the console’s own' };
  const [text = ''] = fillWords(request, [source.from === 'file' ? source.path : source.name]);
  return source.from === 'file'
    ? { source: { from: 'file', path: text }, shown: text }
    : { source: { from: 'process', name: text }, shown: `process ${text}` };
}

function rowOf(name: string, value: string | undefined): EnvRow {
  if (value === undefined) return { name, state: 'missing', print: null };
  return { name, state: value === '' ? 'empty' : 'set', ...shapeOf(value), print: value === '' ? null : fingerprint(value) };
}

/** The variables that a line means: one, or all with its beginning. */
function namesFor({ name }: EnvWanted, variables: Variables): string[] {
  if (!name.endsWith('*')) return [name];
  return Object.keys(variables)
    .filter((each) => each.startsWith(name.slice(0, -1)))
    .sort();
}

function look(wanted: readonly EnvWanted[], variables: Variables): Pick<EnvData, 'rows' | 'problems'> {
  const rows = new Map<string, EnvRow>();
  const problems: Concern[] = [];
  for (const each of wanted) {
    const names = namesFor(each, variables);
    if (names.length === 0 && each.required) problems.push(failing('missing', `no variable begins with ${each.name.slice(0, -1)}`));
    for (const name of names) {
      const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
      rows.set(name, rowOf(name, value));
      problems.push(...judgeValue(name, value, each));
    }
  }
  return { rows: [...rows.values()], problems };
}

const lineOf = ({ name, state, shape, length, address, print }: EnvRow) =>
  state === 'set' ? `${name.padEnd(32)} set, ${address ?? shape}, ${length} characters, ${print}\n` : `${name.padEnd(32)} ${state}\n`;

/**
 * Looks whether variables are set and what they are like, in a .env file under the target's roots, in a process, or in the console itself. Values
 * never leave it. Data: found, source, rows [{name, state, shape, length, address, print}], set, missing, empty, problems.
 */
export const env: Runner = async (request) => {
  const read = readEnv(request.block.body);
  if (isProblem(read)) return errored('body', `${read.problem}.`);
  const { source, shown } = filledSource(request, read.source);
  const found = await readVariables(request.target, source);
  if ('error' in found) {
    const { code, message } = found.error;
    await request.emit('stderr', `${message}\n`);
    if (code === 'not_available') return notAvailable(message);
    if (code === 'roots') return errored(code, message);
    return {
      status: 'completed',
      data: {
        found: false,
        source: shown,
        rows: [],
        set: [],
        missing: [],
        empty: [],
        problems: [failing(code, message)],
      } satisfies EnvData,
    };
  }
  const { rows, problems } = look(read.wanted, found.variables);
  const named = (state: EnvRow['state']) => rows.filter((row) => row.state === state).map(({ name }) => name);
  await request.emit('stdout', `${rows.map(lineOf).join('')}${concernLines(problems)}`);
  return {
    status: 'completed',
    data: {
      found: true,
      source: shown,
      rows,
      set: named('set'),
      missing: named('missing'),
      empty: named('empty'),
      problems,
    } satisfies EnvData,
  };
};

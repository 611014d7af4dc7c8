import { isProblem } from '@/domain/runbooks/kinds/body-lines';
import { readEnvdiff } from '@/domain/runbooks/kinds/envdiff';
import { fingerprint } from '@/lib/fingerprint';
import { fillWords } from '../fill-in';
import { errored } from '../outcome-errors';
import type { Runner } from '../schema';
import { type Concern, concernLines, failing, warning } from './concern';
import { shapeOf } from './env/judge-value';
import { readEnvFile, type Variables } from './env/read-variables';

export type EnvdiffRow = { name: string; is: 'only in a' | 'only in b' | 'different'; a: string | null; b: string | null };
export type EnvdiffData = {
  a: string;
  b: string;
  onlyA: string[];
  onlyB: string[];
  different: string[];
  same: number;
  rows: EnvdiffRow[];
  problems: Concern[];
};

/** What is said of a value: what it is like, and a sign that is the same for the same value. */
const told = (value: string | undefined) =>
  value === undefined ? null : value === '' ? 'empty' : `${shapeOf(value).shape}, ${value.length} characters, ${fingerprint(value)}`;

const isIgnored = (name: string, ignored: readonly string[]) =>
  ignored.some((each) => (each.endsWith('*') ? name.startsWith(each.slice(0, -1)) : name === each));

function compare(a: Variables, b: Variables, ignored: readonly string[]): Pick<EnvdiffData, 'rows' | 'same'> {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => !isIgnored(name, ignored)).sort();
  const rows = names
    .filter((name) => a[name] !== b[name])
    .map(
      (name): EnvdiffRow => ({
        name,
        is: a[name] === undefined ? 'only in b' : b[name] === undefined ? 'only in a' : 'different',
        a: told(a[name]),
        b: told(b[name]),
      }),
    );
  return { rows, same: names.length - rows.length };
}

/** Compares the variables of two .env files under the target's roots; values never leave it. Data: a, b, onlyA, onlyB, different, same, rows, problems. */
export const envdiff: Runner = async (request) => {
  const read = readEnvdiff(request.block.body);
  if (isProblem(read)) return errored('body', `${read.problem}.`);
  const [a = '', b = ''] = fillWords(request, [read.a, read.b]);
  const [first, second] = [await readEnvFile(request.target, a), await readEnvFile(request.target, b)];
  const errors = [first, second].flatMap((each) => ('error' in each ? [each.error] : []));
  const [refused] = errors.filter(({ code }) => code === 'roots');
  if (refused) return errored(refused.code, refused.message);
  const nothing = { onlyA: [], onlyB: [], different: [], same: 0, rows: [] };
  if ('error' in first || 'error' in second) {
    await request.emit('stderr', errors.map(({ message }) => `${message}\n`).join(''));
    return {
      status: 'completed',
      data: { a, b, ...nothing, problems: errors.map(({ code, message }) => failing(code, message)) } satisfies EnvdiffData,
    };
  }
  const { rows, same } = compare(first.variables, second.variables, read.ignored);
  const named = (is: EnvdiffRow['is']) => rows.filter((row) => row.is === is).map(({ name }) => name);
  const [onlyA, onlyB] = [named('only in a'), named('only in b')];
  const problems = [
    ...onlyA.map((name) => warning('only_a', `${name} is in ${a}, but not in ${b}`)),
    ...onlyB.map((name) => warning('only_b', `${name} is in ${b}, but not in ${a}`)),
  ];
  await request.emit(
    'stdout',
    `${rows.map((row) => `${row.name.padEnd(32)} ${row.is}\n`).join('')}${same} are the same\n${concernLines(problems)}`,
  );
  return { status: 'completed', data: { a, b, onlyA, onlyB, different: named('different'), same, rows, problems } satisfies EnvdiffData };
};

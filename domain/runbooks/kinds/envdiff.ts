import { type BodyProblem, isProblem } from './body-lines';
import { readDirectives, wordsOf } from './directives';
import { IN_BRACES, type KindFormat } from './kind-format';

const FILE = { least: 1, most: 1, required: true };

/** `a PATH` and `b PATH`, and the variables that may differ: `ignore NAME PREFIX_*`. */
export function readEnvdiff(body: string): { a: string; b: string; ignored: string[] } | BodyProblem {
  const read = readDirectives(body, { a: FILE, b: FILE, ignore: { least: 1, most: 200, many: true } });
  if (isProblem(read)) return read;
  return { a: wordsOf(read.a)?.[0] ?? '', b: wordsOf(read.b)?.[0] ?? '', ignored: read.ignore.flatMap(({ words }) => words) };
}

/** Two files of variables beside each other; never their values. */
export const envdiff: KindFormat = {
  changes: false,
  ...IN_BRACES,
  fields: ['a', 'b', 'onlyA', 'onlyB', 'different', 'same', 'rows', 'problems'],
  read: readEnvdiff,
};

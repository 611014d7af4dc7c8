import { type BodyProblem, isProblem } from './body-lines';
import { readDirectives, wordsOf } from './directives';
import { IN_BRACES, type KindFormat } from './kind-format';

const MOST_IGNORED = 200;
export const COMPARED = ['schema', 'settings', 'counts'] as const;
export type Compared = (typeof COMPARED)[number];
export type CompareBody = { other: string; schemas: string[]; looks: readonly Compared[]; ignored: string[] };

/** `with TARGET`, and what is looked at: `look schema settings counts`, `in public`, `ignore NAME PREFIX*`. */
export function readCompare(body: string): CompareBody | BodyProblem {
  const read = readDirectives(body, {
    with: { least: 1, most: 1, required: true },
    look: { least: 1, most: COMPARED.length },
    in: { least: 1, most: 20, many: true },
    ignore: { least: 1, most: MOST_IGNORED, many: true },
  });
  if (isProblem(read)) return read;
  const other = wordsOf(read.with)?.[0] ?? '';
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(other)) return { problem: `"${other}" is no name of a target`, line: read.with[0]?.line };
  const looks = wordsOf(read.look) ?? ['schema', 'settings'];
  const unknown = looks.find((word) => !COMPARED.some((each) => each === word));
  if (unknown) return { problem: `"${unknown}" cannot be compared; known are ${COMPARED.join(', ')}`, line: read.look[0]?.line };
  const schemas = read.in.flatMap(({ words }) => words);
  return {
    other,
    schemas: schemas.length ? schemas : ['public'],
    looks: looks as Compared[],
    ignored: read.ignore.flatMap(({ words }) => words),
  };
}

/** Two databases beside each other: what only one has, and what differs. Each is read with its own reading role. */
export const compare: KindFormat = {
  changes: false,
  targets: ['postgres'],
  besides: (body) => {
    const read = readCompare(body);
    return isProblem(read) ? [] : [read.other];
  },
  ...IN_BRACES,
  fields: [
    ...['connected', 'a', 'b', 'rows', 'onlyA', 'onlyB', 'different', 'differences', 'schemaDifferences', 'settingDifferences'],
    ...['same', 'truncated', 'problems', 'error'],
  ],
  read: readCompare,
};

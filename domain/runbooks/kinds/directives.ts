import { type BodyLine, type BodyProblem, isProblem, readLines } from './body-lines';

/** What may stand behind a word that begins a line. */
export type DirectiveShape = { least: number; most: number; many?: boolean; required?: boolean };
/** The lines that began with each word, without that word. */
export type Directives<Name extends string> = Record<Name, BodyLine[]>;

const counted = (many: number) => `${many} ${many === 1 ? 'word' : 'words'}`;

function lengthProblem(name: string, count: number, { least, most }: DirectiveShape): string | undefined {
  if (count < least) return `${name} takes ${least === most ? counted(least) : `at least ${counted(least)}`}`;
  if (count > most) return most === 0 ? `nothing stands behind ${name}` : `${name} takes at most ${counted(most)}`;
}

/** Reads a body in which each line begins with a word that says what the rest is. */
export function readDirectives<Name extends string>(body: string, shapes: Record<Name, DirectiveShape>): Directives<Name> | BodyProblem {
  const lines = readLines(body);
  if (isProblem(lines)) return lines;
  const found = Object.fromEntries(Object.keys(shapes).map((name) => [name, []])) as unknown as Directives<Name>;
  for (const { line, words, text } of lines) {
    const [name = '', ...rest] = words;
    if (!Object.hasOwn(shapes, name)) return { problem: `"${name}" is not known here; known are ${Object.keys(shapes).join(', ')}`, line };
    const shape = shapes[name as Name];
    const problem = lengthProblem(name, rest.length, shape);
    if (problem) return { problem, line };
    if (found[name as Name].length > 0 && !shape.many) return { problem: `${name} stands there twice`, line };
    found[name as Name].push({ line, words: rest, text });
  }
  for (const [name, { required }] of Object.entries(shapes) as [Name, DirectiveShape][])
    if (required && found[name].length === 0) return { problem: `a line with ${name} is missing` };
  return found;
}

/** The words of the one line with that name, if there is one. */
export const wordsOf = (lines: readonly BodyLine[]): string[] | undefined => lines[0]?.words;

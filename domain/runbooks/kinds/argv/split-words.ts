import type { BodyProblem } from '../body-lines';

/** What a shell would act on; here there is none. */
const ACTS: [RegExp, string][] = [
  [/^(?:\|\||&&|;|&)/, 'a block runs one command: give each its own block'],
  [/^\|/, 'there is no pipe here: the result is data for the verdict, and logscan counts patterns in logs'],
  [/^[<>]/, 'there is no file to read from or write to here'],
  [/^(?:`|\$\()/, 'there is no shell here that would run the inner command first'],
  [/^\$/, 'there are no variables here: make it an input and write {name}'],
];
const PLAIN = /(?:\\[\s\S]|[^\s"'\\|&;<>`$])+/y;
const SINGLE = /'([^']*)'/y;
const DOUBLE = /"((?:\\[\s\S]|[^"\\])*)"/y;

function pieceAt(text: string, at: number): { piece: string; next: number } | BodyProblem {
  for (const [pattern, read] of [
    [PLAIN, (found: string) => found.replace(/\\([\s\S])/g, '$1')],
    [SINGLE, (found: string) => found.slice(1, -1)],
    [DOUBLE, (found: string) => found.slice(1, -1).replace(/\\(["\\$`])/g, '$1')],
  ] as const) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) continue;
    if (pattern === DOUBLE && /(?<!\\)(?:\$[\w({]|`)/.test(found)) return { problem: ACTS[4]?.[1] ?? '' };
    return { piece: read(found), next: at + found.length };
  }
  const acts = ACTS.find(([pattern]) => pattern.test(text.slice(at)))?.[1];
  return { problem: acts ?? 'a quote does not end' };
}

/** The words of one command line, quoted as for a shell; what only a shell could do is a problem. */
export function splitWords(text: string): string[] | BodyProblem {
  const words: string[] = [];
  let word: string | undefined;
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) {
      if (word !== undefined) words.push(word);
      word = undefined;
      at += 1;
      continue;
    }
    if (text[at] === '#' && word === undefined) break;
    const read = pieceAt(text, at);
    if ('problem' in read) return read;
    word = (word ?? '') + read.piece;
    at = read.next;
  }
  return word === undefined ? words : [...words, word];
}

/** The command of a body, its continued lines joined, and what stands below it. */
export function splitBody(body: string): { words: string[]; line: number; below: string; belowLine: number } | BodyProblem {
  const lines = body.replaceAll('\r\n', '\n').split('\n');
  const first = lines.findIndex((line) => line.trim() && !line.trim().startsWith('#'));
  if (first < 0) return { problem: 'write a command' };
  let last = first;
  while (/\\\s*$/.test(lines[last] ?? '') && last + 1 < lines.length) last += 1;
  const command = lines.slice(first, last + 1).map((line) => line.replace(/\\\s*$/, ' '));
  const words = splitWords(command.join(''));
  if ('problem' in words) return { ...words, line: first + 1 };
  return { words, line: first + 1, below: lines.slice(last + 1).join('\n'), belowLine: last + 2 };
}

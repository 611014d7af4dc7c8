/** One line of a body that is made of words; `text` is the line as it stands. */
export type BodyLine = { line: number; words: string[]; text: string };
/** Why a body cannot be run, and on which of its lines. */
export type BodyProblem = { problem: string; line?: number };

export const isProblem = (read: object): read is BodyProblem => 'problem' in read;

const WORD = /"((?:\\.|[^"\\])*)"|[^\s"]+/y;

function wordsOf(text: string): string[] | null {
  const words: string[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text[at] ?? '')) at += 1;
    else if (text[at] === '#') return words;
    else {
      WORD.lastIndex = at;
      const found = WORD.exec(text);
      if (!found || (WORD.lastIndex < text.length && !/\s/.test(text[WORD.lastIndex] ?? ''))) return null;
      words.push(found[1] === undefined ? found[0] : found[1].replace(/\\(.)/g, '$1'));
      at = WORD.lastIndex;
    }
  }
  return words;
}

/**
 * The lines of a body that say something, as words; "quotes" hold spaces, # begins a comment. Behind the words of `whole`, the rest of the
 * line is one word as it stands.
 */
export function readLines(body: string, whole: readonly string[] = []): BodyLine[] | BodyProblem {
  const lines: BodyLine[] = [];
  for (const [index, raw] of body.split('\n').entries()) {
    const [, first = '', rest = ''] = /^\s*(\S+)\s*(.*?)\s*$/.exec(raw) ?? [];
    const words = whole.includes(first) ? [first, rest] : wordsOf(raw);
    if (!words) return { problem: 'a quote does not end, or stands within a word', line: index + 1 };
    if (words.length) lines.push({ line: index + 1, words, text: raw.trim() });
  }
  return lines;
}

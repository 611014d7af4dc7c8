import type { SourceProblem } from './source-problem';

export const MAX_SOURCE_BYTES = 1024 * 1024;
/** Markdown's cost grows with the square of nesting and of line length; a person writes neither. */
const MAX_LINE = 20_000;
const MAX_NESTING = 40;

const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
// Tab, line feed and carriage return are text.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;
const REFUSED = new RegExp(`${BIDI.source}|${CONTROL.source}`, 'g');

export type ReadSource = {
  text: string;
  problems: SourceProblem[];
  /** Something in it must not be trusted: show the text, run nothing of it. */
  refused: boolean;
};

const codePoint = (char: string) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

function characterProblem(line: string, number: number): SourceProblem | null {
  const bidi = BIDI.exec(line);
  if (bidi)
    return {
      rule: 'file/bidi',
      severity: 'error',
      line: number,
      message: `The direction mark ${codePoint(bidi[0])} makes text read in another order than it runs; the file is refused.`,
      fix: 'Delete the mark; an editor that shows invisible characters finds it.',
    };
  const control = CONTROL.exec(line);
  if (!control) return null;
  const name = control[0] === '\0' ? 'NUL' : `control character ${codePoint(control[0])}`;
  return {
    rule: 'file/control-character',
    severity: 'error',
    line: number,
    message: `The file holds the ${name} and is refused.`,
    fix: 'Delete it.',
  };
}

function shapeProblem(line: string, number: number): SourceProblem | null {
  if (line.length > MAX_LINE)
    return {
      rule: 'file/line-too-long',
      severity: 'error',
      line: number,
      message: `The line has ${line.length} characters, at most ${MAX_LINE} are read.`,
      fix: 'Break it.',
    };
  const markers = /^(?:[\t ]*(?:>|[-+*](?=[\t ])|\d{1,9}[.)](?=[\t ])))+/.exec(line)?.[0].match(/>|[-+*]|\d+[.)]/g)?.length ?? 0;
  if (markers <= MAX_NESTING) return null;
  return {
    rule: 'file/nesting',
    severity: 'error',
    line: number,
    message: `Quotes and lists are nested ${markers} deep, at most ${MAX_NESTING} are read.`,
    fix: 'Flatten them.',
  };
}

function decode(bytes: Uint8Array): { text: string; problem: SourceProblem | null } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), problem: null };
  } catch {
    const text = new TextDecoder('utf-8').decode(bytes);
    const line = text.slice(0, Math.max(0, text.indexOf('\ufffd'))).split('\n').length;
    return {
      text,
      problem: {
        rule: 'file/not-utf8',
        severity: 'error',
        line,
        message: 'The file is not valid UTF-8 and is refused.',
        fix: 'Save it as UTF-8.',
      },
    };
  }
}

/**
 * Decodes a file and refuses what must not be trusted or would cost too much: bytes that are no UTF-8, NUL, control and
 * direction marks, lines and nesting beyond reason. `text` can always be shown: what was refused is made visible in it.
 */
export function readSource(bytes: Uint8Array): ReadSource {
  if (bytes.length > MAX_SOURCE_BYTES) return { text: '', problems: [tooLarge(bytes.length)], refused: true };
  const { text, problem } = decode(bytes);
  const problems = problem ? [problem] : [];
  const lines = text.split(/\r\n|\r|\n/);
  const shaped = lines.map((line, index) => {
    const shape = shapeProblem(line, index + 1);
    if (shape) problems.push(shape);
    const character = characterProblem(line, index + 1);
    if (character) problems.push(character);
    return shape ? line.replace(/^[\s>+*\-\d.)]+/, '').slice(0, MAX_LINE) : line;
  });
  if (!problems.length) return { text: shaped.join('\n'), problems, refused: false };
  return { text: shaped.join('\n').replace(REFUSED, (char) => `⟨${codePoint(char)}⟩`), problems, refused: true };
}

export const tooLarge = (bytes: number): SourceProblem => ({
  rule: 'file/too-large',
  severity: 'error',
  line: 1,
  message: `The file has ${(bytes / MAX_SOURCE_BYTES).toFixed(1)} MiB and is not read; at most 1 MiB is.`,
  fix: 'Split it into several runbooks, and keep logs and dumps elsewhere.',
});

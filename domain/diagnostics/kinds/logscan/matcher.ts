import vm from 'node:vm';

/** A pattern as it is searched in bytes read as latin1. */
export type Searched = { name: string; source: string; ignoreCase: boolean };

/** One piece of a file may take this long; a pattern can be made to run for ever. */
const PIECE_LIMIT_MS = 1_000;

const bytesOf = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
export const literalSource = (text: string) => bytesOf(text).replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
export const expressionSource = (expression: string) => bytesOf(expression);

/** Thrown when a pattern takes too long; its message is for people. */
export class SlowPattern extends Error {}

const piece = new vm.Script('scan()');
const context = vm.createContext({ scan: () => {} });

/** Runs work that is bounded in time, though it cannot look at a clock. */
export function bounded(work: () => void): void {
  context.scan = work;
  try {
    piece.runInContext(context, { timeout: PIECE_LIMIT_MS });
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      throw new SlowPattern('a pattern takes too long on these lines: make it simpler, without repetitions inside repetitions');
    throw error;
  }
}

export type Found = (line: string, patterns: readonly number[], start: number) => void;

/**
 * Makes a search through text made of whole lines, for all patterns in one pass; each line in which at least one stands is given once,
 * with those that stand in it. Bounded in time.
 */
export function makeMatcher(patterns: readonly Searched[]): (text: string, found: Found) => void {
  const alone = patterns.map(({ source, ignoreCase }) => new RegExp(source, ignoreCase ? 'i' : ''));
  const anyCase = patterns.some(({ ignoreCase }) => ignoreCase);
  const any = new RegExp(patterns.map(({ source }) => (patterns.length > 1 ? `(?:${source})` : source)).join('|'), anyCase ? 'gim' : 'gm');
  return (text, found) =>
    bounded(() => {
      any.lastIndex = 0;
      for (let match = any.exec(text); match; match = any.exec(text)) {
        const start = match.index === 0 ? 0 : text.lastIndexOf('\n', match.index - 1) + 1;
        const next = text.indexOf('\n', match.index);
        const end = next < 0 ? text.length : next;
        const line = text.slice(start, end);
        const which = alone.flatMap((pattern, at) => (pattern.test(line) ? [at] : []));
        if (which.length) found(line, which, start);
        if (next < 0) return;
        any.lastIndex = end + 1;
      }
    });
}

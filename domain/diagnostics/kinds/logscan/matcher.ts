import vm from 'node:vm';

/** A pattern as it is searched in bytes read as latin1. */
export type Searched = { name: string; source: string; ignoreCase: boolean };

/**
 * One piece of a file, a matter of milliseconds, may take this long; a pattern can be made to run for ever. By the clock on the wall, so
 * there is room for a machine that is too busy to let anyone work.
 */
const PIECE_LIMIT_MS = 3_000;

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

/** Where the next line begins or is met in which a pattern may stand, from the beginning of a line on. */
type Next = (text: string, from: number) => number;

/** What looks around itself or back at its groups means something else beside other patterns and other lines. */
const LOOKS_AROUND = /\(\?[=!<]|\\[1-9k]/;

const endOf = (text: string, at: number) => {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline;
};

/** All at once, through many lines: far faster than line by line. It may stop at a line too many, never at one too few. */
function nextOfAny(patterns: readonly Searched[], flags: string): Next {
  const any = new RegExp(patterns.map(({ source }) => `(?:${source})`).join('|'), flags);
  return (text, from) => {
    any.lastIndex = from;
    return any.exec(text)?.index ?? Number.POSITIVE_INFINITY;
  };
}

function nextByLine({ source, ignoreCase }: Searched): Next {
  const alone = new RegExp(source, ignoreCase ? 'i' : '');
  return (text, from) => {
    for (let start = from; start < text.length; ) {
      const end = endOf(text, start);
      if (alone.test(text.slice(start, end))) return start;
      start = end + 1;
    }
    return Number.POSITIVE_INFINITY;
  };
}

function nextOf(patterns: readonly Searched[]): Next[] {
  const plain = patterns.filter(({ source }) => !LOOKS_AROUND.test(source));
  const [exact, anyCase] = [plain.filter(({ ignoreCase }) => !ignoreCase), plain.filter(({ ignoreCase }) => ignoreCase)];
  return [
    ...(exact.length ? [nextOfAny(exact, 'gm')] : []),
    ...(anyCase.length ? [nextOfAny(anyCase, 'gim')] : []),
    ...patterns.filter((each) => !plain.includes(each)).map(nextByLine),
  ];
}

/**
 * Makes a search through text made of whole lines, for all patterns in one pass; each line in which at least one stands is given once,
 * with those that stand in it. Bounded in time.
 */
export function makeMatcher(patterns: readonly Searched[]): (text: string, found: Found) => void {
  const alone = patterns.map(({ source, ignoreCase }) => new RegExp(source, ignoreCase ? 'i' : ''));
  const nexts = nextOf(patterns);
  const search = (text: string, found: Found) => {
    const met = nexts.map((next) => next(text, 0));
    for (let first = Math.min(...met); first <= text.length; first = Math.min(...met)) {
      const start = first === 0 ? 0 : text.lastIndexOf('\n', first - 1) + 1;
      if (start === text.length) return;
      const end = endOf(text, first);
      const line = text.slice(start, end);
      const which: number[] = [];
      for (let at = 0; at < alone.length; at += 1) if (alone[at]?.test(line)) which.push(at);
      if (which.length) found(line, which, start);
      nexts.forEach((next, at) => {
        if ((met[at] as number) <= end) met[at] = next(text, end + 1);
      });
    }
  };
  return (text, found) => bounded(() => search(text, found));
}

/** Finds where any of many literals begins, whatever their case; `hold` says how much of the end could be the start of one. */
export type TriggerSearch = {
  /** The first place at or after `from` where literals begin, and which (their numbers); -1 when there is none. */
  next(text: string, from: number): number;
  /** The literals that begin at the place that `next` gave. */
  found: number[];
  /** How many characters at the end of the text, counted from `from`, could be the start of a literal. */
  heldAt(text: string, from: number): number;
};

const CLASSES = 64;
/** Letters without case, digits and signs each their own; everything beyond ASCII shares one. */
function classOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 96;
  if (code >= 65 && code <= 90) return code - 64;
  return code < 128 ? 27 + (code % 37) : 63;
}
const CLASS = Uint8Array.from({ length: 128 }, (_, code) => classOf(code));
const classAt = (text: string, at: number) => {
  const code = text.charCodeAt(at);
  return code < 128 ? (CLASS[code] as number) : 63;
};

const foldedStart = (text: string, at: number, literal: string, exact: boolean, length: number) => {
  const piece = text.slice(at, at + length);
  return exact ? literal.startsWith(piece) : literal.startsWith(piece.toLowerCase());
};

/**
 * Wu and Manber's search with blocks of two characters: most of a text is skipped without being looked at. `literals` beyond the first
 * `folded` are matched exactly; the others are in lower case and match any.
 */
export function makeTriggerSearch(literals: string[], folded: number): TriggerSearch {
  const shortest = Math.max(2, Math.min(...literals.map(({ length }) => length)));
  const shifts = new Uint8Array(CLASSES * CLASSES).fill(Math.min(255, shortest - 1));
  const buckets = new Map<number, number[]>();
  const inner = new Set<number>();
  literals.forEach((literal, number) => {
    for (let end = 1; end < shortest; end += 1) {
      const block = classAt(literal, end - 1) * CLASSES + classAt(literal, end);
      shifts[block] = Math.min(shifts[block] as number, shortest - 1 - end);
      if (end === shortest - 1) buckets.set(block, [...(buckets.get(block) ?? []), number]);
    }
    for (let at = 0; at < literal.length - 1; at += 1) inner.add(classAt(literal, at));
  });
  const longest = Math.max(...literals.map(({ length }) => length));
  const whole = (text: string, at: number, number: number) => {
    const literal = literals[number] as string;
    return number < folded ? foldedStart(text, at, literal, false, literal.length) && text.length - at >= literal.length : text.startsWith(literal, at);
  };

  const search: TriggerSearch = {
    found: [],
    next(text, from) {
      const { length } = text;
      for (let end = from + shortest - 1; end < length; ) {
        const last = text.charCodeAt(end);
        const before = text.charCodeAt(end - 1);
        const block = (before < 128 ? (CLASS[before] as number) : 63) * CLASSES + (last < 128 ? (CLASS[last] as number) : 63);
        const shift = shifts[block] as number;
        if (shift > 0) {
          end += shift;
          continue;
        }
        const at = end - shortest + 1;
        const found = (buckets.get(block) as number[]).filter((number) => whole(text, at, number));
        if (found.length) {
          search.found = found;
          return at;
        }
        end += 1;
      }
      return -1;
    },
    heldAt(text, from) {
      if (text.length === from || !inner.has(classAt(text, text.length - 1))) return 0;
      for (let at = Math.max(from, text.length - longest + 1); at < text.length; at += 1) {
        const left = text.length - at;
        if (literals.some((literal, number) => literal.length > left && classAt(literal, 0) === classAt(text, at) && foldedStart(text, at, literal, number >= folded, left))) return left;
      }
      return 0;
    },
  };
  return search;
}

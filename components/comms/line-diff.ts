export type DiffLine = { kind: 'same' | 'added' | 'removed'; text: string };

/** Beyond this a comparison costs more than it tells. */
const MOST_LINES = 1_000;

/** The lines of two texts in one order: what both have, what only the first has, what only the second. Pure. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const [a, b] = [before, after].map(linesOf) as [string[], string[]];
  if (a.length > MOST_LINES || b.length > MOST_LINES)
    return before === after ? b.map((text) => ({ kind: 'same', text })) : [...marked('removed', a), ...marked('added', b)];
  const common = commonLengths(a, b);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      lines.push({ kind: 'same', text: left });
      i++;
      j++;
    } else if (right === undefined || (left !== undefined && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      lines.push({ kind: 'removed', text: left ?? '' });
      i++;
    } else {
      lines.push({ kind: 'added', text: right });
      j++;
    }
  }
  return lines;
}

/** A text that says nothing has no line. */
const linesOf = (text: string): string[] => (text.trim() ? text.replace(/\n+$/, '').split('\n') : []);

const marked = (kind: DiffLine['kind'], lines: string[]): DiffLine[] => lines.map((text) => ({ kind, text }));

/** How many lines the rests from i and from j on have in common, in order. */
function commonLengths(a: string[], b: string[]): Uint16Array[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const [here, below] = [lengths[i], lengths[i + 1]];
      if (here) here[j] = a[i] === b[j] ? (below?.[j + 1] ?? 0) + 1 : Math.max(below?.[j] ?? 0, here[j + 1] ?? 0);
    }
  return lengths;
}

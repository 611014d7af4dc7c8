import { steadyText } from './rules';
import { type DiffLine, type LinesDifference, MOST_LINES } from './schema';

/** Of a longer line the beginning decides. */
const LONGEST_LINE = 2_000;

type Line = { text: string; steady: string };

function linesOf(text: string): { lines: Line[]; more: number } {
  const all = text.replace(/\n+$/, '').split('\n');
  return {
    lines: all.slice(0, MOST_LINES).map((line) => ({ text: line, steady: steadyText(line.slice(0, LONGEST_LINE)) })),
    more: Math.max(0, all.length - MOST_LINES),
  };
}

/** The lines of two outputs in one order; lines that differ in what is volatile alone are the same. Pure. */
export function compareLines(before: string, after: string): LinesDifference {
  const [left, right] = [linesOf(before), linesOf(after)];
  const common = commonLengths(left.lines, right.lines);
  const lines: DiffLine[] = [];
  let [i, j, same] = [0, 0, 0];
  while (i < left.lines.length || j < right.lines.length) {
    const [a, b] = [left.lines[i], right.lines[j]];
    if (a && b && a.steady === b.steady) {
      lines.push({ kind: 'same', text: b.text });
      [i, j, same] = [i + 1, j + 1, same + 1];
    } else if (!b || (a && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      lines.push({ kind: 'removed', text: a?.text ?? '' });
      i++;
    } else {
      lines.push({ kind: 'added', text: b.text });
      j++;
    }
  }
  return { kind: 'lines', lines, same, more: left.more + right.more };
}

/** How many lines the rests from i and from j on have in common, in order. */
function commonLengths(a: readonly Line[], b: readonly Line[]): Uint16Array[] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const [here, below] = [lengths[i], lengths[i + 1]];
      if (here) here[j] = a[i]?.steady === b[j]?.steady ? (below?.[j + 1] ?? 0) + 1 : Math.max(below?.[j] ?? 0, here[j + 1] ?? 0);
    }
  return lengths;
}

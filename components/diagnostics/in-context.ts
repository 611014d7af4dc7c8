import type { DiffLine } from '@/domain/diagnostics/baselines/schema';

const AROUND = 2;

export type ShownLine = DiffLine | { kind: 'gap'; text: string };

/** What is different with two lines around it; the rest as a count. */
export function inContext(lines: readonly DiffLine[]): ShownLine[] {
  const near = lines.map((_, at) => lines.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ kind }) => kind !== 'same'));
  const shown: ShownLine[] = [];
  let left = 0;
  const close = () => {
    if (left > 0) shown.push({ kind: 'gap', text: `⋯ ${left} ${left === 1 ? 'line' : 'lines'} as before` });
    left = 0;
  };
  for (const [at, line] of lines.entries()) {
    if (!near[at]) left++;
    else {
      close();
      shown.push(line);
    }
  }
  close();
  return shown;
}

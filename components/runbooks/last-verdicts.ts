import { verdictWord } from '@/components/ui/verdict-mark';
import type { LastVerdict } from '@/domain/diagnostics/list-last-verdicts';

/** The newest run of each block counted by what it came to, worst first, and when the newest was; null for none. Takes runs newest first. */
export function lastVerdicts(runs: LastVerdict[]): { at: string; counts: { run: LastVerdict; count: number }[] } | null {
  const newest = new Map<string, LastVerdict>();
  for (const run of runs) if (!newest.has(run.block)) newest.set(run.block, run);
  const counts = new Map<string, { run: LastVerdict; count: number }>();
  for (const run of newest.values()) {
    const word = verdictWord(run.state, run.verdict);
    counts.set(word, { run, count: (counts.get(word)?.count ?? 0) + 1 });
  }
  const worst = ['fail', 'errored', 'timed_out', 'warn', 'running', 'queued', 'interrupted', 'cancelled', 'ok'];
  const sorted = [...counts].sort(([a], [b]) => worst.indexOf(a) - worst.indexOf(b)).map(([, counted]) => counted);
  return runs[0] ? { at: runs[0].queuedAt, counts: sorted } : null;
}

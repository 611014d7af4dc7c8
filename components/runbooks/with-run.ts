import type { RunView } from '@/domain/diagnostics/schema';

export const RECENT_RUNS = 8;

/** The newest runs with what was just heard of one of them; runs that nobody asked for are not among them. */
export function withRun(runs: RunView[], heard: RunView): RunView[] {
  if (heard.origin !== 'request') return runs;
  const others = runs.filter(({ id }) => id !== heard.id);
  return [heard, ...others].toSorted((a, b) => b.queuedAt.localeCompare(a.queuedAt)).slice(0, RECENT_RUNS);
}

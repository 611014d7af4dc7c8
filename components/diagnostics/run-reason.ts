import type { RunView } from '@/domain/diagnostics/schema';

type Ended = Pick<RunView, 'state' | 'reason'>;

/** What decided the verdict, or why there is none and what to do. Null while there is nothing to say. */
export function runReason({ state, reason }: Ended): string | null {
  if (state === 'timed_out')
    return reason ?? 'It ran longer than its timeout and was stopped. Raise timeout in the runbook, or narrow what it reads.';
  if (state === 'interrupted')
    return reason ?? 'The engine stopped while it ran. Nothing is run again by itself: run it again if it is safe to.';
  if (state === 'cancelled') return reason ?? 'Stopped on request.';
  return reason;
}

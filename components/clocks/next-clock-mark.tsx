'use client';
import { useState } from 'react';
import { cx } from '@/components/ui/cx';
import { useNow } from '@/components/ui/use-now';
import { stateAt } from '@/domain/incidents/clocks/rules';
import type { ClockState, NextClock } from '@/domain/incidents/clocks/schema';
import { ClockMark, clockTones } from './clock-mark';
import { clockLine } from './countdown';

/** What an incident waits for next, in a list; `now` is the server's time as the list was drawn. */
export function NextClockMark({ clock, now, className }: { clock: NextClock; now: string; className?: string }) {
  const [drawn] = useState(() => ({ now, atMs: Date.now() }));
  const aheadMs = Date.parse(drawn.now) - drawn.atMs;
  const state = useNow((nowMs) => stateAt(clock, nowMs + aheadMs)) as ClockState;
  const line = useNow((nowMs) => clockLine({ ...clock, state: stateAt(clock, nowMs + aheadMs) }, nowMs + aheadMs));
  return (
    <span className={cx('inline-flex min-w-0 items-center gap-1.5', state === 'running' ? 'text-ink-2' : clockTones[state], className)}>
      <ClockMark state={state} />
      <span className="truncate" suppressHydrationWarning>
        {line}
      </span>
    </span>
  );
}

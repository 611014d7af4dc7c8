'use client';
import { cx } from '@/components/ui/cx';
import { ageInWords } from '@/components/ui/duration';
import { useNow } from '@/components/ui/use-now';

const HOUR_MS = 3_600_000;
const two = (count: number) => String(count).padStart(2, '0');

/** "due in 04:12", "due in 3 h 5 min", "overdue by 6 min". */
function dueWords(dueMs: number, nowMs: number): string {
  const leftMs = dueMs - nowMs;
  if (leftMs <= 0) return `overdue by ${ageInWords(-leftMs)}`;
  if (leftMs >= HOUR_MS) return `due in ${ageInWords(leftMs)}`;
  const seconds = Math.ceil(leftMs / 1_000);
  return `due in ${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

/** How long until an instant, each second; says so in words and weight when it has passed. */
export function Countdown({ dueAt, className }: { dueAt: string; className?: string }) {
  const dueMs = Date.parse(dueAt);
  const words = useNow((nowMs) => dueWords(dueMs, nowMs));
  return (
    <time
      dateTime={dueAt}
      suppressHydrationWarning
      className={cx('tabular-nums', words.startsWith('overdue') && 'font-medium text-fail', className)}
    >
      {words}
    </time>
  );
}

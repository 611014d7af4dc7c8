import type { ReactNode } from 'react';
import { cx } from '@/components/ui/cx';
import type { ClockState } from '@/domain/incidents/clocks/schema';

const hands = <path d="M6 3.2V6l1.9 1.2" fill="none" stroke="currentColor" strokeWidth="1.4" />;
const ring = <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.4" />;

const shapes = {
  running: (
    <>
      {ring}
      {hands}
    </>
  ),
  warned: <path d="M6 .8 11.6 11H.4z" />,
  overdue: <rect x="1" y="1" width="10" height="10" />,
  paused: <path d="M2.5 1.5h2.4v9H2.5zm4.6 0h2.4v9H7.1z" />,
  met: <path d="m1.5 6.4 3 3 6-6.6" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  missed: <path d="m2 2 8 8m0-8-8 8" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  off: ring,
} satisfies Record<ClockState, ReactNode>;

export const clockTones = {
  running: 'text-ink',
  warned: 'font-medium text-warn',
  overdue: 'font-medium text-fail',
  paused: 'text-ink-2',
  met: 'text-ink-2',
  missed: 'text-ink-2',
  off: 'text-ink-3',
} satisfies Record<ClockState, string>;

/** The shape of how a clock stands; the words beside it say the same. */
export function ClockMark({ state, className }: { state: ClockState; className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 12 12" className={cx('size-[0.8em] shrink-0', className)} fill="currentColor">
      {shapes[state]}
    </svg>
  );
}

import type { ReactNode } from 'react';
import type { RunState, Verdict } from '@/prisma/generated/enums';
import { cx } from './cx';

/** What a run came to, in one word: its verdict, or why it has none. */
export type VerdictWord = Verdict | Exclude<RunState, 'passed' | 'failed'>;

/** The word for a run: its verdict when it has one, else its state. */
export const verdictWord = (state: RunState, verdict: Verdict | null): VerdictWord =>
  verdict ?? (state === 'passed' ? 'ok' : state === 'failed' ? 'fail' : state);

const words = {
  ok: 'ok',
  warn: 'warn',
  fail: 'fail',
  queued: 'queued',
  running: 'running',
  errored: 'could not run',
  timed_out: 'timed out',
  cancelled: 'cancelled',
  interrupted: 'interrupted',
} satisfies Record<VerdictWord, string>;

const ring = <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.6" />;
const shapes = {
  ok: <circle cx="6" cy="6" r="5" />,
  warn: <path d="M6 .8 11.6 11H.4z" />,
  fail: <rect x="1" y="1" width="10" height="10" />,
  queued: <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="2 2.7" />,
  running: (
    <path
      d="M6 1.5a4.5 4.5 0 1 1-4.5 4.5"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      className="origin-center animate-[turn_1s_linear_infinite]"
    />
  ),
  errored: <path d="m2 2 8 8m0-8-8 8" fill="none" stroke="currentColor" strokeWidth="1.8" />,
  timed_out: (
    <>
      {ring}
      <path d="M6 3.4V6l1.8 1.2" fill="none" stroke="currentColor" strokeWidth="1.4" />
    </>
  ),
  cancelled: (
    <>
      {ring}
      <path d="m3 9 6-6" stroke="currentColor" strokeWidth="1.6" />
    </>
  ),
  interrupted: <path d="M1 6h3.4m3.2 0H11" stroke="currentColor" strokeWidth="1.8" />,
} satisfies Record<VerdictWord, ReactNode>;

const tones = {
  ok: 'text-ok',
  warn: 'text-warn',
  fail: 'text-fail',
  queued: 'text-ink-3',
  running: 'text-ink-2',
  errored: 'text-ink',
  timed_out: 'text-ink',
  cancelled: 'text-ink-3',
  interrupted: 'text-ink',
} satisfies Record<VerdictWord, string>;

type VerdictMarkProps = { word: VerdictWord; live?: boolean; bare?: boolean; className?: string };

/** A shape and a word (`bare`: the shape alone, the word for screen readers); announced as it changes when `live`. */
export function VerdictMark({ word, live = false, bare = false, className }: VerdictMarkProps) {
  return (
    <span
      role={live ? 'status' : undefined}
      className={cx('inline-flex items-center gap-1.5 font-medium whitespace-nowrap', tones[word], className)}
    >
      <svg aria-hidden="true" viewBox="0 0 12 12" className="size-[0.72em] shrink-0" fill="currentColor">
        {shapes[word]}
      </svg>
      <span className={bare ? 'sr-only' : undefined}>{words[word]}</span>
    </span>
  );
}

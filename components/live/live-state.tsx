'use client';
import { cx } from '@/components/ui/cx';
import type { LiveEnd } from './live-connection';
import { useLiveEnd, useLiveState } from './live-page';

const ENDS = {
  revoked: 'You are signed out. Sign in again to see what happens.',
  forbidden: 'You may not follow this page live. Ask an admin for access.',
  gone: 'This is not here any more. Reload the page.',
} satisfies Record<LiveEnd, string>;

/** Says nothing while the page is live; otherwise what is wrong and what happens about it. */
export function LiveNotice({ className }: { className?: string }) {
  const state = useLiveState();
  const end = useLiveEnd();
  const text = end ? ENDS[end] : 'Not live: the console cannot be reached. What you see may be old; trying again.';
  return (
    <p role="status" className={cx(state === 'lost' ? 'border-y border-warn py-1.5 text-sm text-warn' : 'sr-only', className)}>
      {state === 'lost' && text}
    </p>
  );
}

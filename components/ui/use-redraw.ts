'use client';
import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef } from 'react';

const AGAIN_MS = 2_000;

/** The smallest thing that the pages' own process answers. */
const PROBE = '/favicon.svg';

const answers = (signal: AbortSignal): Promise<boolean> =>
  fetch(PROBE, { method: 'HEAD', cache: 'no-store', signal }).then(
    ({ ok }) => ok,
    () => false,
  );

const pause = (ms: number) => new Promise((resume) => setTimeout(resume, ms));

/**
 * Has the server draw the page anew, without anybody having asked for it. Waits until the console answers: when a redraw cannot be
 * fetched, the browser leaves the page for one that says it is offline, and does not come back.
 */
export function useRedraw(): () => void {
  const router = useRouter();
  const waiting = useRef<AbortController>(undefined);
  useEffect(() => () => waiting.current?.abort(), []);
  return useCallback(async () => {
    if (waiting.current) return;
    const mine = new AbortController();
    waiting.current = mine;
    while (!(await answers(mine.signal)) && !mine.signal.aborted) await pause(AGAIN_MS);
    waiting.current = undefined;
    if (!mine.signal.aborted) router.refresh();
  }, [router]);
}

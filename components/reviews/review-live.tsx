'use client';
import { useEffect, useRef } from 'react';
import { useLive } from '@/components/live/live-page';
import { useRedraw } from '@/components/ui/use-redraw';

/** Several events at once are one drawing. */
const SETTLE_MS = 150;

/** Draws the review anew when somebody changed it, on every page that shows it. What is being written stays. */
export function ReviewLive() {
  const redraw = useRedraw();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const soon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(redraw, SETTLE_MS);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useLive('message', soon);
  useLive('resume', soon);
  return null;
}

'use client';
import { useEffect } from 'react';
import { useRedraw } from '@/components/ui/use-redraw';

const EVERY_MS = 20_000;

/** Draws the page anew while someone looks at it, and at once when they come back to it. */
export function KeepFresh() {
  const redraw = useRedraw();
  useEffect(() => {
    let drawnAt = Date.now();
    const refresh = () => {
      if (document.hidden || Date.now() - drawnAt < EVERY_MS) return;
      drawnAt = Date.now();
      redraw();
    };
    const timer = setInterval(refresh, EVERY_MS);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [redraw]);
  return null;
}

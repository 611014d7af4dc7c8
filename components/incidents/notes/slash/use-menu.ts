'use client';
import { useId, useState } from 'react';
import type { Suggestion } from './command';

/** Which of the suggestions is marked, and what the keys do with them: Enter and Tab take it. */
export function useMenu(suggested: readonly Suggestion[], take: (suggestion: Suggestion) => void) {
  const id = useId();
  const [at, setAt] = useState(0);
  const [closed, setClosed] = useState(false);
  const shown = closed ? [] : suggested;
  const active = shown[Math.min(at, shown.length - 1)];
  const reset = () => {
    setAt(0);
    setClosed(false);
  };
  /** Whether the key was for the menu. */
  const press = (key: string, shift: boolean): boolean => {
    if (!active) return false;
    if (key === 'ArrowDown') setAt((at + 1) % shown.length);
    else if (key === 'ArrowUp') setAt((at + shown.length - 1) % shown.length);
    else if (key === 'Escape') setClosed(true);
    else if ((key === 'Enter' && !shift) || (key === 'Tab' && !shift)) take(active);
    else return false;
    return true;
  };
  return { id, shown, at: Math.min(at, Math.max(0, shown.length - 1)), active, press, take, reset, closed, close: () => setClosed(true) };
}

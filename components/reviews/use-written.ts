import { useEffect, useState } from 'react';

type Written = { body: string; base: number };

const placeOf = (number: number, section: string) => `review ${number} ${section}`;

function kept(place: string): Written | null {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? 'null');
  } catch {
    return null;
  }
}

/** Whether words for this section were left in this tab, neither saved nor discarded. */
export const hasWritten = (number: number, section: string): boolean => kept(placeOf(number, section)) !== null;

/**
 * What is being written in a section, with the revision that it goes on from. It survives a reload and going elsewhere in this tab,
 * until it is saved or discarded.
 */
export function useWritten(number: number, section: string, start: Written) {
  const place = placeOf(number, section);
  const [written, setWritten] = useState(() => kept(place) ?? start);
  useEffect(() => {
    try {
      if (written.body === start.body) sessionStorage.removeItem(place);
      else sessionStorage.setItem(place, JSON.stringify(written));
    } catch {
      // Without a place to keep them the words live as long as the page.
    }
  }, [place, written, start.body]);
  const forget = () => {
    try {
      sessionStorage.removeItem(place);
    } catch {
      // A browser that keeps nothing has nothing to forget.
    }
  };
  return { written, setWritten, forget };
}

import { useEffect } from 'react';

const CITED = /^#e\d+$/;

/** Calls back when the address leads to an event of the timeline, as what a sentence cites does. */
export function useCited(onCited: () => void): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: it does the same each time
  useEffect(() => {
    const look = () => CITED.test(location.hash) && onCited();
    look();
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);
}

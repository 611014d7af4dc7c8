'use client';
import { useEffect, useState } from 'react';
import { fetchHits, type Hit } from './fetch-hits';

const PAUSE_MS = 120;

export type Search = { hits: Hit[]; state: 'idle' | 'searching' | 'done' | 'failed' };

/** Searches once the typing pauses; the last hits stay until the next are here. */
export function useHits(text: string): Search {
  const [search, setSearch] = useState<Search>({ hits: [], state: 'idle' });
  const words = text.trim();
  useEffect(() => {
    if (!words) return setSearch({ hits: [], state: 'idle' });
    const superseded = new AbortController();
    setSearch((last) => ({ hits: last.hits, state: 'searching' }));
    const timer = setTimeout(
      () =>
        fetchHits(words, superseded.signal).then(
          (hits) => setSearch({ hits, state: 'done' }),
          () => superseded.signal.aborted || setSearch({ hits: [], state: 'failed' }),
        ),
      PAUSE_MS,
    );
    return () => {
      clearTimeout(timer);
      superseded.abort();
    };
  }, [words]);
  return search;
}

import { useEffect, useEffectEvent, useState } from 'react';
import type { OutputLog } from '@/components/live/output-log';

const SLICE_MS = 8;
const AGAIN_MS = 800;
const MAX_MATCHES = 100_000;

export type OutputSearch = {
  typed: string;
  /** In lower case. */
  needle: string;
  setNeedle: (needle: string) => void;
  /** Rows that hold it; null while it is looked for the first time. */
  found: number[] | null;
  /** Which of them is looked at, from 0. */
  at: number;
  row: number | undefined;
  step: (by: 1 | -1) => void;
};

const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve));

/** Rows holding the needle, found in slices so that the page stays quick. */
async function findRows(log: OutputLog, needle: string, stopped: () => boolean): Promise<number[]> {
  const found: number[] = [];
  let since = performance.now();
  for (let part = 0; part < log.parts && found.length < MAX_MATCHES; part++) {
    found.push(...log.rowsWith(needle, part));
    if (performance.now() - since < SLICE_MS) continue;
    await nextTask();
    if (stopped()) break;
    since = performance.now();
  }
  return found;
}

/** Search within a growing output; once settled it is repeated as more comes. */
export function useOutputSearch(log: OutputLog): OutputSearch {
  const [needle, setNeedle] = useState('');
  const [found, setFound] = useState<number[] | null>(null);
  const [at, setAt] = useState(-1);
  const wanted = needle.toLowerCase();
  const look = useEffectEvent(async (text: string, stopped: () => boolean) => {
    const rows = text ? await findRows(log, text, stopped) : [];
    if (stopped()) return;
    setFound(text ? rows : null);
    setAt((now) => (text && rows.length > 0 ? Math.max(0, Math.min(now, rows.length - 1)) : -1));
  });
  useEffect(() => {
    let stop = false;
    look(wanted, () => stop);
    return () => {
      stop = true;
    };
  }, [wanted]);
  const slowVersion = useSlow(log, wanted !== '');
  useEffect(() => {
    let stop = false;
    if (slowVersion) look(wanted, () => stop);
    return () => {
      stop = true;
    };
  }, [slowVersion, wanted]);
  const step = (by: 1 | -1) => found?.length && setAt((now) => (now + by + found.length) % found.length);
  return { typed: needle, needle: wanted, setNeedle, found, at, row: found?.[at], step };
}

/** The log's version as it was at most a moment ago, while wanted. */
function useSlow(log: OutputLog, wanted: boolean): number {
  const [slow, setSlow] = useState(0);
  useEffect(() => {
    if (!wanted) return;
    const timer = setInterval(() => setSlow(log.version), AGAIN_MS);
    return () => clearInterval(timer);
  }, [log, wanted]);
  return slow;
}

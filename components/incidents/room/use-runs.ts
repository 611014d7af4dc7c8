'use client';
import { useState } from 'react';
import { useLive } from '@/components/live/live-page';
import type { RunView } from '@/domain/diagnostics/schema';

/** The runs that the page's stream told of, by their id, as they now stand. */
export function useRuns(): ReadonlyMap<string, RunView> {
  const [runs, setRuns] = useState<ReadonlyMap<string, RunView>>(new Map());
  useLive('run', (run) => setRuns((known) => new Map(known).set(run.id, run)));
  return runs;
}

'use client';
import Link from 'next/link';
import { useState } from 'react';
import { useLive } from '@/components/live/live-page';
import { Time } from '@/components/ui/time';
import { VerdictMark, verdictWord } from '@/components/ui/verdict-mark';
import type { RunView } from '@/domain/diagnostics/schema';
import { withRun } from './with-run';

/** What people ran of this runbook, the newest first, as it happens. */
export function RecentRuns({ runs: atFirst, ranByItself }: { runs: RunView[]; ranByItself: boolean }) {
  const [runs, setRuns] = useState(atFirst);
  useLive('run', (run) => setRuns((known) => withRun(known, run)));
  if (runs.length === 0)
    return (
      <p className="text-ink-3">
        {ranByItself ? 'By nobody yet. What the blocks show ran by itself.' : 'None yet. Nothing here is proven until it has run.'}
      </p>
    );
  return (
    <ul className="grid gap-0.5">
      {runs.map((run) => (
        <li key={run.id}>
          <Link
            href={`/runs/${run.id}`}
            prefetch={false}
            className="grid grid-cols-[1rem_1fr_auto] items-baseline gap-x-1.5 py-0.5 hover:underline"
          >
            <VerdictMark word={verdictWord(run.state, run.verdict)} bare />
            <span className="truncate">{run.title}</span>
            <Time at={run.queuedAt} className="text-ink-3" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

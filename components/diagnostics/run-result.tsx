'use client';
import { lazy, Suspense } from 'react';
import { durationInWords } from '@/components/ui/duration';
import { useNow } from '@/components/ui/use-now';
import { VerdictMark, verdictWord } from '@/components/ui/verdict-mark';
import type { RunView } from '@/domain/diagnostics/schema';
import { RunOutput } from './run-output';
import { runReason } from './run-reason';

const ResultView = lazy(() => import('./result-view'));

/** The typed result once there is one, and the output. */
export function RunResult({ run, own = false }: { run: RunView; own?: boolean }) {
  return (
    <>
      {run.endedAt && (run.data || run.exports) && (
        <Suspense>
          <ResultView run={run} />
        </Suspense>
      )}
      <RunOutput runId={run.id} run={run} own={own} />
    </>
  );
}

/** Verdict or state, how long, by whom, and the reason. */
export function RunHeadline({ run }: { run: RunView }) {
  const reason = runReason(run);
  return (
    <>
      <VerdictMark live word={verdictWord(run.state, run.verdict)} className="text-md" />
      {reason && <span className="min-w-0 font-mono text-sm">{reason}</span>}
      <span className="text-sm text-ink-3">
        {run.endedAt ? run.durationMs !== null && durationInWords(run.durationMs) : <Elapsed since={run.startedAt ?? run.queuedAt} />}
        {' · '}
        {run.requestedBy}
      </span>
    </>
  );
}

function Elapsed({ since }: { since: string }) {
  return useNow((nowMs) => `${Math.max(0, Math.floor((nowMs - Date.parse(since)) / 1_000))} s`);
}

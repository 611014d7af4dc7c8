'use client';
import { lazy, Suspense, useEffect, useState } from 'react';
import { durationInWords } from '@/components/ui/duration';
import { useNow } from '@/components/ui/use-now';
import { VerdictMark, verdictWord } from '@/components/ui/verdict-mark';
import type { RunView } from '@/domain/diagnostics/schema';
import { RunOutput } from './run-output';
import { runReason } from './run-reason';
import { VerdictReason } from './verdict-reason';

const ResultView = lazy(() => import('./result-view'));

/** Kinds whose view tells the error too; of the others it stands in the output. */
const SAYS_ALL: ReadonlySet<string> = new Set(['tcp', 'dns', 'tls', 'jvm', 'x509', 'promrule']);

/** The typed result once there is one; the output as text stands below it, folded where the result says the same. */
export function RunResult({ run, own = false }: { run: RunView; own?: boolean }) {
  const data = useRunData(run);
  const [open, setOpen] = useState(false);
  const saysAll = SAYS_ALL.has(run.kind) || (data !== null && !data.error);
  const isOutputItself = run.kind === 'bash' || String(data?.verb ?? '').endsWith('exec');
  const structured = !isOutputItself && data !== null && saysAll && run.endedAt !== null;
  return (
    <>
      {(data || run.exports) && (
        <Suspense>
          <ResultView run={{ ...run, data }} />
        </Suspense>
      )}
      {structured && run.outputBytes > 0 ? (
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary className="text-sm text-ink-2 hover:text-ink touch:py-2">As text</summary>
          {open && <RunOutput runId={run.id} run={run} own={own} />}
        </details>
      ) : (
        <RunOutput runId={run.id} run={run} own={own} />
      )}
    </>
  );
}

/** The run's data; a large one does not come with the page and is fetched when it is shown. */
function useRunData(run: RunView): RunView['data'] {
  const [fetched, setFetched] = useState<RunView['data']>(null);
  const absent = run.data === null && (run.state === 'passed' || run.state === 'failed');
  useEffect(() => {
    if (!absent) return;
    const abort = new AbortController();
    fetch(`/api/v1/runs/${run.id}`, { signal: abort.signal })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((view: RunView | null) => setFetched(view?.data ?? null))
      .catch(() => {});
    return () => abort.abort();
  }, [absent, run.id]);
  return run.data ?? fetched;
}

/** Verdict or state, how long, by whom, and the reason. */
export function RunHeadline({ run }: { run: RunView }) {
  const reason = runReason(run);
  return (
    <>
      <VerdictMark live word={verdictWord(run.state, run.verdict)} className="font-semibold" />
      {reason && <VerdictReason text={reason} />}
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

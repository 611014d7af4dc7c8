'use client';
import Link from 'next/link';
import { lazy, Suspense, useEffect, useEffectEvent } from 'react';
import { VerdictReason } from '@/components/diagnostics/verdict-reason';
import { ageInWords, durationInWords } from '@/components/ui/duration';
import { EnvironmentMark } from '@/components/ui/environment-mark';
import { Skeleton } from '@/components/ui/skeleton';
import { useNow } from '@/components/ui/use-now';
import { VerdictMark, verdictWord } from '@/components/ui/verdict-mark';
import type { RunView } from '@/domain/diagnostics/schema';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import type { Environment } from '@/domain/runbooks/schema';
import type { RunEnded } from './timeline-rows';

const RunOutput = lazy(() => import('@/components/diagnostics/run-output').then(({ RunOutput: shown }) => ({ default: shown })));

type RunLineProps = { item: Extract<TimelineItem, { type: 'run_requested' | 'run_ended' }>; ended?: RunEnded; live?: RunView };
type OpenProps = { open: boolean; onOpen: (open: boolean) => void };

/** Where it ran, what it came to, and its output when asked for. */
export function RunLine({ item, ended, live, open, onOpen }: RunLineProps & OpenProps) {
  const { run, target, environment, title } = item.data;
  const anchor = `e${item.seq}-`;
  useOpenedByAddress(anchor, () => onOpen(true));
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-baseline gap-x-3 text-sm text-ink-2">
        <RunVerdict item={item} ended={ended} live={live} />
        <span className="inline-flex flex-wrap items-baseline gap-x-3">
          <span>
            {target} <EnvironmentMark environment={environment as Environment} />
          </span>
          <button
            type="button"
            aria-expanded={open}
            aria-label={`${open ? 'Hide output' : 'Output'} of ${title}`}
            className="link touch:min-h-10"
            onClick={() => onOpen(!open)}
          >
            {open ? 'Hide output' : 'Output'}
          </button>
          <Link href={`/runs/${run}`} aria-label={`Run of ${title}, details`} className="link touch:min-h-10">
            Details
          </Link>
        </span>
      </div>
      {open && (
        <Suspense fallback={<Skeleton className="h-40 w-full" />}>
          <RunOutput runId={run} run={live} anchor={anchor} />
        </Suspense>
      )}
    </div>
  );
}

/** Lines of the output that the address names (#e12-L3-L9) are shown without another press. */
function useOpenedByAddress(anchor: string, open: () => void): void {
  const read = useEffectEvent(() => location.hash.startsWith(`#${anchor}L`) && open());
  useEffect(() => {
    read();
    const onHash = () => read();
    window.addEventListener('hashchange', onHash);
    return () => window.removeEventListener('hashchange', onHash);
  }, []);
}

function RunVerdict({ item, ended, live }: RunLineProps) {
  const end = ended?.data ?? (item.type === 'run_ended' ? item.data : undefined) ?? live;
  if (end && ('outputSha256' in end || end.endedAt))
    return (
      <span className="inline-flex flex-wrap items-baseline gap-x-2">
        <VerdictMark word={verdictWord(end.state, end.verdict)} />
        {end.reason && <VerdictReason text={end.reason} />}
        {end.durationMs !== null && <span className="text-ink-3">{durationInWords(end.durationMs)}</span>}
      </span>
    );
  return <Running since={item.at} state={live?.state === 'queued' ? 'queued' : 'running'} />;
}

function Running({ since, state }: { since: string; state: 'queued' | 'running' }) {
  const age = useNow((nowMs) => ageInWords(nowMs - Date.parse(since)));
  return (
    <span className="inline-flex items-baseline gap-2">
      <VerdictMark word={state} />
      <span className="text-ink-3" suppressHydrationWarning>
        {age}
      </span>
    </span>
  );
}

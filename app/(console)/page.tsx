import type { Metadata } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { requireSession } from '@/auth/require-session';
import { KnownRunbooks } from '@/components/incidents/declare/known-runbooks';
import { IncidentRows } from '@/components/incidents/list/incident-rows';
import { RecentRuns } from '@/components/incidents/list/recent-runs';
import { KeepFresh } from '@/components/shell/keep-fresh';
import { LearnNav } from '@/components/shell/learn-nav';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { listRuns } from '@/domain/diagnostics/list-runs';
import { listNextClocks } from '@/domain/incidents/clocks/list-next-clocks';
import { listIncidents } from '@/domain/incidents/list-incidents';
import { listRunbooks } from '@/domain/runbooks/list-runbooks';

export const metadata: Metadata = { title: { absolute: 'Sitrep' } };

const MOST_INCIDENTS = 50;
const SHOWN_RUNS = 8;
const SHOWN_RUNBOOKS = 8;
/** Enough to know when each runbook was last used. */
const KNOWN_RUNS = 100;

export default async function StartPage() {
  const ctx = await requireSession();
  const [{ items }, runs, runbooks] = await Promise.all([
    listIncidents(ctx, { status: 'open', limit: MOST_INCIDENTS }),
    listRuns(ctx, { limit: KNOWN_RUNS, origin: 'request' }),
    listRunbooks(),
  ]);
  const next = await listNextClocks(ctx, { numbers: items.map(({ number }) => number) });
  const worstFirst = [...items].sort((a, b) => a.severity.localeCompare(b.severity) || b.number - a.number);
  const waiting = worstFirst.filter(({ status }) => status === 'triggered');
  const taken = worstFirst.filter(({ status }) => status !== 'triggered');
  // The newest come first; a map keeps the last that it is given.
  const lastRuns = new Map(runs.toReversed().map((run) => [run.runbook, run]));
  return (
    <Page className="pt-6">
      <KeepFresh />
      <h1 className="text-xl font-semibold tracking-tight">{headline(items.length, waiting.length)}</h1>
      <LearnNav className="pt-1" />
      {waiting.length > 0 && (
        <Part id="waiting" title="Not acknowledged">
          <IncidentRows incidents={waiting} label="Not acknowledged" next={next} />
        </Part>
      )}
      {taken.length > 0 && (
        <Part id="taken" title="In hand" href="/incidents">
          <IncidentRows incidents={taken} label="In hand" next={next} />
        </Part>
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-10 wide:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Part id="runs" title="Last runs">
          {runs.length > 0 ? <RecentRuns runs={runs.slice(0, SHOWN_RUNS)} /> : <NoRuns />}
        </Part>
        <Part id="runbooks" title="Runbooks" href="/runbooks">
          <KnownRunbooks runbooks={runbooks} lastRuns={lastRuns} most={SHOWN_RUNBOOKS} />
        </Part>
      </div>
    </Page>
  );
}

function NoRuns() {
  return (
    <EmptyState title="Nothing was run yet">
      Open a{' '}
      <Link href="/runbooks" className="link">
        runbook
      </Link>{' '}
      and press Run beside a diagnostic: it only reads.
    </EmptyState>
  );
}

function headline(open: number, waiting: number): string {
  if (open === 0) return 'Nothing is open';
  const incidents = open === 1 ? '1 open incident' : `${open} open incidents`;
  if (waiting === 0) return incidents;
  return `${incidents}, ${open === 1 ? '' : `${waiting === open ? 'none' : waiting} `}${waiting === open && open > 1 ? '' : 'not '}acknowledged`;
}

function Part({ id, title, href, children }: { id: string; title: string; href?: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="pt-6">
      <div className="flex items-baseline justify-between pb-1">
        <h2 id={id} className="text-sm text-ink-3">
          {title}
        </h2>
        {href && (
          <Link href={href} aria-label={`All: ${title}`} className="link text-sm text-ink-2">
            All
          </Link>
        )}
      </div>
      {children}
    </section>
  );
}

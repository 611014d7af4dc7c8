import type { Metadata } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { requireSession } from '@/auth/require-session';
import { IncidentRows } from '@/components/incidents/incident-rows';
import { RecentRuns } from '@/components/incidents/recent-runs';
import { EmptyState } from '@/components/ui/empty-state';
import { Page } from '@/components/ui/page';
import { listRuns } from '@/domain/diagnostics/list-runs';
import { listIncidents } from '@/domain/incidents/list-incidents';
import { listRunbooks } from '@/domain/runbooks/list-runbooks';

export const metadata: Metadata = { title: { absolute: 'Sitrep' } };

const MOST_INCIDENTS = 50;
const LAST_RUNS = 8;

export default async function StartPage() {
  const ctx = await requireSession();
  const [{ items }, runs, runbooks] = await Promise.all([
    listIncidents(ctx, { status: 'open', limit: MOST_INCIDENTS }),
    listRuns(ctx, { limit: LAST_RUNS }),
    listRunbooks(),
  ]);
  const waiting = items.filter(({ status }) => status === 'triggered');
  const taken = items.filter(({ status }) => status !== 'triggered');
  const broken = runbooks.filter(({ problems }) => problems > 0);
  return (
    <Page className="pt-6">
      <h1 className="text-xl font-semibold tracking-tight">{headline(items.length, waiting.length)}</h1>
      {waiting.length > 0 && (
        <Part id="waiting" title="Nobody has these yet">
          <IncidentRows incidents={waiting} label="Not acknowledged" />
        </Part>
      )}
      {taken.length > 0 && (
        <Part id="open" title="In hand" href="/incidents">
          <IncidentRows incidents={taken} label="In hand" />
        </Part>
      )}
      <Part id="runs" title="Last runs">
        {runs.length > 0 ? (
          <RecentRuns runs={runs} />
        ) : (
          <EmptyState title="Nothing was run yet">
            Open a{' '}
            <Link href="/runbooks" className="link">
              runbook
            </Link>{' '}
            and press Run beside a diagnostic: it only reads.
          </EmptyState>
        )}
      </Part>
      {broken.length > 0 && (
        <Part id="broken" title="Runbooks with problems">
          <ul className="divide-y divide-line border-y border-line">
            {broken.map(({ slug, title, problems }) => (
              <li key={slug} className="flex items-baseline justify-between gap-4 py-1.5">
                <Link href={`/runbooks/${slug}`} className="link truncate">
                  {title}
                </Link>
                <span className="whitespace-nowrap text-ink-2">{problems === 1 ? '1 problem' : `${problems} problems`}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </Page>
  );
}

function headline(open: number, waiting: number): string {
  if (open === 0) return 'Nothing is open';
  const incidents = open === 1 ? 'One incident is open' : `${open} incidents are open`;
  return waiting === 0
    ? incidents
    : `${incidents}, ${waiting === open ? (open === 1 ? 'and nobody has it' : 'and nobody has them') : `${waiting} without anybody`}`;
}

function Part({ id, title, href, children }: { id: string; title: string; href?: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="pt-6">
      <div className="flex items-baseline justify-between pb-1">
        <h2 id={id} className="text-sm text-ink-3">
          {title}
        </h2>
        {href && (
          <Link href={href} className="link text-sm text-ink-2">
            All incidents
          </Link>
        )}
      </div>
      {children}
    </section>
  );
}

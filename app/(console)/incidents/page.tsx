import type { Metadata } from 'next';
import { requireSession } from '@/auth/require-session';
import { IncidentFilters } from '@/components/incidents/list/incident-filters';
import { IncidentRows } from '@/components/incidents/list/incident-rows';
import { type ListFilter, listAddress } from '@/components/incidents/list/list-address';
import { KeepFresh } from '@/components/shell/keep-fresh';
import { LearnNav } from '@/components/shell/learn-nav';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { listNextClocks } from '@/domain/incidents/clocks/list-next-clocks';
import { listIncidents } from '@/domain/incidents/list-incidents';
import { ListIncidents } from '@/domain/incidents/schema';
import { listRunbooks } from '@/domain/runbooks/list-runbooks';

export const metadata: Metadata = { title: 'Incidents' };

type Query = Promise<Record<string, string | string[] | undefined>>;

/** What of the address is a filter; what is not one is passed over. Without a status the open ones are shown. */
function readFilter(query: Awaited<Query>): ListFilter {
  const filter: Record<string, unknown> = {};
  for (const name of ['status', 'severity', 'service', 'tag', 'q', 'after'] as const) {
    const value = query[name];
    const known = ListIncidents.shape[name].safeParse(value);
    if (known.success && typeof value === 'string' && value.trim()) filter[name] = value.trim();
  }
  return { ...filter, ...(query.status === undefined ? { status: 'open' } : {}) };
}

export default async function IncidentsPage({ searchParams }: { searchParams: Query }) {
  const ctx = await requireSession();
  const filter = readFilter(await searchParams);
  const [{ items, nextCursor }, runbooks] = await Promise.all([
    listIncidents(ctx, { ...filter, after: Number(filter.after) || undefined }),
    listRunbooks(),
  ]);
  const next = await listNextClocks(ctx, { numbers: items.map(({ number }) => number) });
  return (
    <Page>
      <KeepFresh />
      <PageHeader title="Incidents">
        <LearnNav />
      </PageHeader>
      <IncidentFilters filter={filter} services={[...new Set(runbooks.map(({ service }) => service))]} />
      {items.length > 0 ? <IncidentRows incidents={items} label="Incidents" next={next} /> : <Nothing filter={filter} />}
      <nav aria-label="Pages" className="flex gap-2 pt-4">
        {filter.after && <LinkButton href={listAddress(filter, {})}>Newest</LinkButton>}
        {nextCursor && <LinkButton href={listAddress(filter, { after: nextCursor })}>Older</LinkButton>}
      </nav>
    </Page>
  );
}

function Nothing({ filter }: { filter: ListFilter }) {
  const narrowed = filter.severity || filter.service || filter.tag || filter.q || filter.after;
  if (filter.status === 'open' && !narrowed)
    return (
      <EmptyState title="Nothing is open">
        Something is wrong? Press <b className="font-medium text-ink">Declare incident</b>, or <b className="font-medium text-ink">c</b>: a
        title is enough to begin.
      </EmptyState>
    );
  return (
    <EmptyState title="No incident is like this">
      <LinkButton href="/incidents?status=all" size="sm" className="mt-2">
        Show all
      </LinkButton>
    </EmptyState>
  );
}

import type { Metadata } from 'next';
import { requireSession } from '@/auth/require-session';
import { ItemBoard } from '@/components/action-items/item-board';
import { ItemFilters } from '@/components/action-items/item-filters';
import { ItemTable } from '@/components/action-items/item-table';
import { type ItemFilter, itemsAddress } from '@/components/action-items/items-address';
import { KeepFresh } from '@/components/shell/keep-fresh';
import { LearnNav } from '@/components/shell/learn-nav';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { Page } from '@/components/ui/page';
import { PageHeader } from '@/components/ui/page-header';
import { listActionItems } from '@/domain/action-items/list-action-items';
import { ListActionItems } from '@/domain/action-items/schema';

export const metadata: Metadata = { title: 'Action items' };

const ON_A_BOARD = 200;

type Query = Promise<Record<string, string | string[] | undefined>>;

/** What of the address is a filter; what is not one is passed over. Without a state the unfinished ones are shown. */
function readFilter(query: Awaited<Query>): ItemFilter {
  const filter: Record<string, unknown> = {};
  for (const name of ['state', 'kind', 'owner', 'runbook', 'q', 'after'] as const) {
    const value = query[name];
    if (typeof value !== 'string' || !value.trim()) continue;
    if ((name === 'state' && value === 'all') || ListActionItems.shape[name].safeParse(value).success) filter[name] = value.trim();
  }
  return { ...filter, ...(query.view === 'board' ? { view: 'board' as const } : {}) };
}

export default async function ActionItemsPage({ searchParams }: { searchParams: Query }) {
  const ctx = await requireSession();
  const filter = readFilter(await searchParams);
  const { view, state = 'unfinished', after, ...rest } = filter;
  const { items, nextCursor } = await listActionItems(ctx, {
    ...(rest as Parameters<typeof listActionItems>[1]),
    ...(state === 'all' ? {} : { state }),
    ...(view === 'board' ? { limit: ON_A_BOARD } : {}),
    after: Number(after) || undefined,
  });
  return (
    <Page>
      <KeepFresh />
      <LearnNav className="pt-4 -mb-2" />
      <PageHeader title="Action items" facts="What is to be different after incidents. Verified means it was seen to work." />
      <ItemFilters filter={filter} />
      {items.length === 0 ? (
        <EmptyState title="No action item is like this">
          They come from an incident that is over, from its review, or from a runbook.
        </EmptyState>
      ) : view === 'board' ? (
        <ItemBoard items={items} />
      ) : (
        <ItemTable items={items} label="Action items" />
      )}
      <nav aria-label="Pages" className="flex gap-2 pt-4">
        {after && <LinkButton href={itemsAddress(filter, {})}>First</LinkButton>}
        {nextCursor && <LinkButton href={itemsAddress(filter, { after: nextCursor })}>More</LinkButton>}
      </nav>
    </Page>
  );
}

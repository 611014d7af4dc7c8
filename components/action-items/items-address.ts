import type { ActionItemKind, ActionItemState } from '@/prisma/generated/enums';

/** What the list can be narrowed by; all of it stands in the address. */
export type ItemFilter = {
  state?: ActionItemState | 'overdue' | 'unfinished' | 'all';
  kind?: ActionItemKind;
  owner?: string;
  runbook?: string;
  q?: string;
  view?: 'board';
  after?: string;
};

/** The list's address with some of its filters changed. Another filter begins at the first page again. */
export function itemsAddress(filter: ItemFilter, change: Partial<Record<keyof ItemFilter, string | undefined>>): string {
  const { after: _first, ...kept } = filter;
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...kept, ...change })) if (value) params.set(name, value);
  const query = params.toString();
  return query ? `/action-items?${query}` : '/action-items';
}

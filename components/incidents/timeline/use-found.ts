import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { PinnedEvent } from '@/domain/incidents/timeline/schema';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import { isWhole, type TimelineView, typesOf } from './timeline-filter';

type Page = { items: TimelineItem[]; nextCursor: string | null };
type Asked = {
  number: number;
  view: TimelineView /** The number of the oldest event that is here. */;
  first: number;
  pins: readonly PinnedEvent[];
};

async function readFound(number: number, { show, find }: TimelineView, before: number): Promise<Page> {
  const query = new URLSearchParams({ before: String(before), words: find.trim(), types: typesOf(show).join(',') });
  const answer = await fetch(`/api/v1/incidents/${number}/timeline/found?${query}`, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`The console answered ${answer.status}.`);
  return answer.json();
}

/** What a narrowed timeline shows of the events that are not here: found by the console, so that nobody has to look through all of them. */
export function useFound({ number, view, first, pins }: Asked) {
  const isPinned = view.show === 'pinned';
  const enabled = !isWhole(view) && !isPinned && first > 1;
  const { data, isFetching, isError, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ['incident', number, 'found', view.show, view.find.trim(), first],
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
    initialPageParam: first,
    queryFn: ({ pageParam }) => readFound(number, view, pageParam),
    getNextPageParam: ({ nextCursor }) => (nextCursor ? Number(nextCursor) : undefined),
  });
  const items = useMemo(() => {
    if (isPinned) return pins.map(({ item }) => item).filter(({ seq }) => seq < first);
    return enabled ? (data?.pages ?? []).flatMap((page) => page.items) : [];
  }, [data, enabled, isPinned, pins, first]);
  return { items, looking: enabled && isFetching, failed: enabled && isError, more: enabled && hasNextPage, lookOn: fetchNextPage };
}

'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useLive } from '@/components/live/live-page';
import type { IncidentView } from '@/domain/incidents/schema';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import { applyEvent } from './apply-event';
import { fetchTimeline } from './fetch-timeline';
import { gapAfter, mergeTimeline } from './merge-timeline';

/** The incident as the server gave it, and its events: consecutive, from some first one on. */
type Room = { base: IncidentView; items: readonly TimelineItem[] };

const EARLIER_PAGE = 200;

/** The cache's entry of an incident, kept current by the page's live stream; a hole in the numbers is filled from the API. */
export function useTimeline(initial: Room) {
  const { number } = initial.base;
  const key = ['incident', number];
  const cache = useQueryClient();
  const take = (more: readonly TimelineItem[]) =>
    cache.setQueryData<Room>(key, (room = initial) => ({ ...room, items: mergeTimeline(room.items, more) }));
  const refresh = () => cache.invalidateQueries({ queryKey: key });
  const catchUp = async (after: number) => take(await fetchTimeline(number, after));
  const { data: room } = useQuery<Room>({
    queryKey: key,
    initialData: initial,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const now = cache.getQueryData<Room>(key) ?? initial;
      return { ...now, items: mergeTimeline(now.items, await fetchTimeline(number, now.items.at(-1)?.seq ?? 0)) };
    },
  });
  useLive('message', (item) => {
    const gap = gapAfter(take([item])?.items.slice(-50) ?? []);
    if (gap) catchUp(gap).catch(() => {});
  });
  useLive('resume', () => refresh());
  const incident = useMemo(() => room.items.reduce(applyEvent, room.base), [room]);
  return { incident, items: room.items, take, refresh, ...useEarlier(room, take) };
}

/** Loads what happened before the first event that is here, page by page. */
function useEarlier(room: Room, take: (more: readonly TimelineItem[]) => unknown) {
  const [loading, setLoading] = useState(false);
  const first = room.items[0]?.seq ?? 1;
  const loadEarlier = async (upTo = first - 1): Promise<void> => {
    if (loading || first <= 1) return;
    setLoading(true);
    const after = Math.max(0, Math.min(upTo - 1, first - 1 - EARLIER_PAGE));
    await fetchTimeline(room.base.number, after, first - 1)
      .then(take)
      .finally(() => setLoading(false));
  };
  return { earlier: first - 1, loadEarlier, loadingEarlier: loading };
}

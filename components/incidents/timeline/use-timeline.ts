'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLive } from '@/components/live/live-page';
import type { IncidentView } from '@/domain/incidents/schema';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import { applyEvent } from './apply-event';
import { fetchTimeline } from './fetch-timeline';
import { gapAfter, mergeTimeline } from './merge-timeline';

/** The incident as the server gave it, and events of it: those that came with the page once they are here, and those since. */
type Room = { base: IncidentView; items: readonly TimelineItem[] };

/** The cache's entry of an incident, kept current by the page's live stream; a hole in the numbers is filled from the API. */
export function useTimeline(base: IncidentView) {
  const { number, lastSeq } = base;
  const initial: Room = { base, items: [] };
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
      return { ...now, items: mergeTimeline(now.items, await fetchTimeline(number, now.items.at(-1)?.seq ?? lastSeq)) };
    },
  });
  useLive('message', (item) => {
    const gap = gapAfter(take([item])?.items.slice(-50) ?? []);
    if (gap) catchUp(gap).catch(() => {});
  });
  useLive('resume', () => refresh());
  const incident = useMemo(() => room.items.reduce(applyEvent, room.base), [room]);
  return { incident, items: room.items, take, refresh };
}

'use client';
import { useRoomQuery } from '@/components/incidents/room/use-room-query';
import type { PinnedEvent } from '@/domain/incidents/timeline/schema';

const changesPins = (type: string) => type === 'event_pinned' || type === 'event_unpinned' || type === 'note_edited';

/** What is pinned in this incident, as the server gave it with the page, and as it changes. */
export function usePins(number: number, initial: PinnedEvent[]): readonly PinnedEvent[] {
  const { data } = useRoomQuery<{ items: PinnedEvent[] }>(number, 'pins', changesPins, { items: initial });
  return data?.items ?? initial;
}

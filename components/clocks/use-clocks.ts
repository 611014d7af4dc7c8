'use client';
import { useEffect, useEffectEvent } from 'react';
import { useRoomQuery } from '@/components/incidents/room/use-room-query';
import type { ClockBoard } from '@/domain/incidents/clocks/schema';
import type { TimelineItem } from '@/domain/incidents/timeline-event';

const MOVING: readonly TimelineItem['type'][] = [
  'incident_acknowledged',
  'severity_changed',
  'status_changed',
  'incident_resolved',
  'incident_reopened',
  'merged_into',
  'update_sent',
  'status_page_told',
  'clock_warned',
  'clock_overdue',
  'clock_paused',
  'clock_resumed',
];

/** An admin may have changed the policy, and the two times drift apart: no event tells of either. */
const READ_AGAIN_MS = 60_000;

/** The clocks of the room, kept current; `aheadMs` is how far the database's clock is ahead of this browser's. */
export function useClocks(number: number, initial: ClockBoard) {
  const { data = initial, dataUpdatedAt, refetch } = useRoomQuery<ClockBoard>(number, 'clocks', (type) => MOVING.includes(type), initial);
  const again = useEffectEvent(() => void (document.hidden || refetch()));
  useEffect(() => {
    again();
    const timer = setInterval(() => again(), READ_AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  return { clocks: data.clocks, aheadMs: Date.parse(data.now) - dataUpdatedAt };
}

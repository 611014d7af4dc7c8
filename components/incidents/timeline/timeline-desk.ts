'use client';
import { createContext, use } from 'react';
import type { TimelineItem } from '@/domain/incidents/timeline-event';

/** What the lines of a timeline can do. */
export type TimelineDesk = {
  number: number;
  /** The reader's id; their own notes they may edit. */
  me: string | null;
  mayNote: boolean;
  mayEditAny: boolean;
  /** Shows what was just recorded, before the stream tells of it. */
  take: (items: readonly TimelineItem[]) => void;
};

const DeskContext = createContext<TimelineDesk | null>(null);
export const TimelineDeskProvider = DeskContext;

export function useTimelineDesk(): TimelineDesk {
  const desk = use(DeskContext);
  if (!desk) throw new Error('This must stand inside a TimelineDeskProvider.');
  return desk;
}

'use client';
import { useState } from 'react';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import { fetchStretch } from './fetch-timeline';

const EARLIER_PAGE = 200;

/** Loads what happened before `first`, the oldest event that is here: a page of it, or all from `upTo` on. */
export function useEarlier(number: number, first: number, take: (items: readonly TimelineItem[]) => unknown) {
  const [loading, setLoading] = useState(false);
  const loadEarlier = async (upTo = first - 1): Promise<void> => {
    if (loading || first <= 1) return;
    setLoading(true);
    const after = Math.max(0, Math.min(upTo - 1, first - 1 - EARLIER_PAGE));
    await fetchStretch(number, after, first - 1)
      .then(take)
      .finally(() => setLoading(false));
  };
  return { earlier: first - 1, loadEarlier, loadingEarlier: loading };
}

'use client';
import { useSearchParams } from 'next/navigation';
import { useDeferredValue, useState } from 'react';
import { readView, type TimelineView, writeView } from './timeline-filter';

/** What the timeline is narrowed to. It stands in the address, so that a reload and a colleague see the same. */
export function useTimelineView() {
  const [view, setView] = useState(readView(useSearchParams()));
  const change = (part: Partial<TimelineView>) => {
    const next = { ...view, ...part };
    setView(next);
    const query = writeView(location.search, next);
    history.replaceState(null, '', `${location.pathname}${query && `?${query}`}${location.hash}`);
  };
  return { view, change, shown: useDeferredValue(view) };
}

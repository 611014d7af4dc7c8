'use client';
import { use, useEffect, useEffectEvent, useMemo, useState } from 'react';
import { Skeleton } from '@/components/ui/skeleton';
import type { RunView } from '@/domain/diagnostics/schema';
import type { PinnedEvent } from '@/domain/incidents/timeline/schema';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import { mergeTimeline } from './merge-timeline';
import { type SentNote, Timeline } from './timeline';
import { useEarlier } from './use-earlier';
import { useForeign } from './use-foreign';
import { usePins } from './use-pins';

/** What comes with the page, or after it. */
export type FirstEvents = { items: TimelineItem[]; pins: PinnedEvent[] };

type StreamedTimelineProps = {
  number: number;
  first: FirstEvents | Promise<FirstEvents>;
  /** The number of the newest event when the page was made. */
  lastSeq: number;
  /** What the page knows beyond the first events. */
  items: readonly TimelineItem[];
  /** How many duplicates were merged into it. */
  merged: number;
  take: (items: readonly TimelineItem[]) => unknown;
  runs: ReadonlyMap<string, RunView>;
  notes: readonly SentNote[];
};

/** The timeline, once its first events are here; stands in a Suspense, so that the rest of the page does not wait for them. */
export function StreamedTimeline({ number, first, lastSeq, items: known, merged, take, runs, notes }: StreamedTimelineProps) {
  const [kept] = useState(first);
  const given = kept instanceof Promise ? use(kept) : kept;
  const items = useMemo(() => mergeTimeline(given.items, known), [given, known]);
  const seed = useEffectEvent(() => take(given.items));
  useEffect(() => {
    if (given) seed();
  }, [given]);
  const foreign = useForeign(number, merged);
  const pins = usePins(number, given.pins);
  const older = useEarlier(number, items[0]?.seq ?? lastSeq + 1, take);
  return <Timeline number={number} items={items} foreign={foreign} runs={runs} notes={notes} pins={pins} {...older} className="h-full" />;
}

/** As much room as the timeline takes, with lines where lines will be. Without scripts what follows is never put here: the page is asked for whole. */
export function TimelineSkeleton() {
  return (
    <section aria-label="Timeline" aria-busy="true" className="h-full overflow-hidden">
      <noscript>
        <meta httpEquiv="refresh" content="0;url=?whole" />
      </noscript>
      <div className="flex h-10 items-center gap-2 border-b border-line px-4">
        <Skeleton className="h-5 w-24" />
        <Skeleton className="h-5 w-40" />
      </div>
      {['w-2/5', 'w-3/5', 'w-1/2', 'w-2/3', 'w-1/3', 'w-1/2', 'w-2/5', 'w-3/5'].map((width, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines never move
        <div key={row} className="flex h-9 items-center gap-4 px-4">
          <Skeleton className="h-3 w-8" />
          <Skeleton className={`h-3 ${width}`} />
        </div>
      ))}
    </section>
  );
}

'use client';
import { lazy, Suspense, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { useTimeZone } from '@/components/ui/time';
import type { RunView } from '@/domain/diagnostics/schema';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import { PendingNote, TimelineEntry } from './timeline-entry';
import { rowOfEvent, type TimelineRow, timelineRows } from './timeline-rows';
import { useFollow } from './use-follow';
import type { ScrollToRow } from './virtual-rows';

const VirtualRows = lazy(() => import('./virtual-rows'));
/** Above this many rows only those near what is seen are drawn. */
const PLAIN_ROWS = 300;

export type SentNote = { id: string; body: string; who: string; at: string };

type TimelineProps = {
  items: readonly TimelineItem[];
  runs: ReadonlyMap<string, RunView>;
  notes: readonly SentNote[];
  /** How many events are older than the first of `items`. */
  earlier: number;
  loadingEarlier: boolean;
  loadEarlier: (upTo?: number) => Promise<void>;
};

/** What happened, oldest first, following its end; what was scrolled up to stays where it is. */
export function Timeline({ className, ...told }: TimelineProps & { className?: string }) {
  const { items, earlier, loadingEarlier, loadEarlier, notes } = told;
  const [mountedAt] = useState(items.at(-1)?.seq ?? 0);
  const zone = useTimeZone();
  const rows = useMemo(() => timelineRows(items, zone), [items, zone]);
  const place = usePlace(rows, told);
  const newest = items.at(-1);
  const unseen = useUnseen(newest?.seq ?? 0, place.atEnd);
  return (
    <section aria-label="Timeline" className={cx('relative min-h-0', className)}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div ref={place.scroller} tabIndex={0} className="h-full overflow-y-auto overscroll-contain focus-visible:-outline-offset-2">
        <div ref={place.content} className="pb-2">
          {earlier > 0 && (
            <div className="px-4 pt-3">
              <Button size="sm" pending={loadingEarlier} onClick={() => loadEarlier()}>
                {loadingEarlier ? 'Loading…' : `Earlier events (${earlier})`}
              </Button>
            </div>
          )}
          <Rows rows={rows} place={place} runs={told.runs} mountedAt={mountedAt} />
          {notes.map((note) => (
            <PendingNote key={note.id} {...note} />
          ))}
        </div>
      </div>
      {unseen > 0 && (
        <Button size="sm" look="primary" onClick={place.toEnd} className="absolute bottom-3 left-1/2 -translate-x-1/2 shadow-over">
          {unseen} new <span aria-hidden="true">↓</span>
        </Button>
      )}
      <p aria-live="polite" className="sr-only">
        {newest && newest.seq > mountedAt && `New in the timeline: ${newest.type.replaceAll('_', ' ')} by ${newest.actor.name}.`}
      </p>
    </section>
  );
}

type RowsProps = { rows: readonly TimelineRow[]; place: ReturnType<typeof usePlace>; runs: TimelineProps['runs']; mountedAt: number };

function Rows({ rows, place, runs, mountedAt }: RowsProps) {
  const draw = (row: TimelineRow) => (
    <TimelineEntry
      row={row}
      live={row.kind === 'event' ? liveOf(row.item, runs) : undefined}
      fresh={row.kind === 'event' && row.item.seq > mountedAt}
    />
  );
  const plain = (
    <ol>
      {rows.map((row) => (
        <li key={row.key}>{draw(row)}</li>
      ))}
    </ol>
  );
  if (rows.length <= PLAIN_ROWS) return plain;
  return (
    <Suspense fallback={plain}>
      <VirtualRows rows={rows} scroller={place.scroller} draw={draw} onReady={place.onReady} />
    </Suspense>
  );
}

/** Where the reader is in the list: at its end, at a permalink, or where they scrolled to. */
function usePlace(rows: readonly TimelineRow[], { items, earlier, loadEarlier, notes }: TimelineProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const { atEnd, following, toEnd, stop } = useFollow(scroller, content);
  const scrollToRow = useRef<ScrollToRow>(undefined);
  const shown = useRef<{ index: number; align: 'start' | 'center' }>(undefined);
  const count = useRef(0);
  count.current = rows.length;
  // When the list begins to draw only a part of itself, the reader stays where they were.
  const onReady = useCallback(
    (scroll: ScrollToRow | undefined) => {
      scrollToRow.current = scroll;
      if (following.current) scroll?.(count.current - 1, 'end');
      else if (shown.current) scroll?.(shown.current.index, shown.current.align);
    },
    [following],
  );
  const show = useCallback((index: number, id: string, align: 'start' | 'center') => {
    shown.current = { index, align };
    if (scrollToRow.current) scrollToRow.current(index, align);
    else document.getElementById(id)?.scrollIntoView({ block: align });
  }, []);
  usePermalinks(rows, loadEarlier, earlier, (index, seq) => {
    stop();
    show(index, `e${seq}`, 'center');
  });
  useKeepPlace(rows, items[0]?.seq ?? 0, show);
  useEffect(() => {
    if (notes.length > 0) toEnd();
  }, [notes.length, toEnd]);
  return { scroller, content, atEnd, toEnd, onReady };
}

const liveOf = (item: TimelineItem, runs: ReadonlyMap<string, RunView>) =>
  'run' in item.data && item.data.run ? runs.get(item.data.run) : undefined;

/** How many events came while the reader was elsewhere in the list. */
function useUnseen(newest: number, atEnd: boolean): number {
  const [seen, setSeen] = useState(newest);
  useEffect(() => {
    if (atEnd) setSeen(newest);
  }, [atEnd, newest]);
  return atEnd ? 0 : Math.max(0, newest - seen);
}

/** Goes to the event that the address names (#e12), loading what is older first. */
function usePermalinks(
  rows: readonly TimelineRow[],
  loadEarlier: (upTo?: number) => Promise<void>,
  earlier: number,
  show: (index: number, seq: number) => void,
) {
  const [wanted, setWanted] = useState<number>();
  useEffect(() => {
    const read = () => setWanted(Number(/^#e(\d{1,9})$/.exec(location.hash)?.[1]) || undefined);
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each wanted event and each change of what is here
  useEffect(() => {
    if (!wanted) return;
    const index = rowOfEvent(rows, wanted);
    if (index >= 0) {
      show(index, wanted);
      setWanted(undefined);
    } else if (wanted <= earlier) loadEarlier(wanted).catch(() => setWanted(undefined));
  }, [wanted, rows, earlier]);
}

/** When older events come in above, what was the first stays where it was. */
function useKeepPlace(rows: readonly TimelineRow[], first: number, show: (index: number, id: string, align: 'start') => void) {
  const before = useRef(first);
  useLayoutEffect(() => {
    if (first < before.current) show(rowOfEvent(rows, before.current), `e${before.current}`, 'start');
    before.current = first;
  }, [first, rows, show]);
}

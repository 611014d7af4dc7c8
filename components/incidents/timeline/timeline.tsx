'use client';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { useTimeZone } from '@/components/ui/time';
import type { RunView } from '@/domain/diagnostics/schema';
import type { PinnedEvent } from '@/domain/incidents/timeline/schema';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import { mergeTimeline } from './merge-timeline';
import { PinnedStrip } from './pinned-strip';
import { TimelineBar } from './timeline-bar';
import { PendingNote, TimelineEntry } from './timeline-entry';
import { isInView, isWhole, WHOLE } from './timeline-filter';
import { type ForeignItem, sinceFirst, type TimelineRow, timelineRows } from './timeline-rows';
import { useFound } from './use-found';
import { usePlace } from './use-place';
import { useTimelineView } from './use-timeline-view';

const loadVirtualRows = () => import('./virtual-rows');
const VirtualRows = lazy(loadVirtualRows);
/** Above this many rows only those near what is seen are drawn. */
const PLAIN_ROWS = 300;

export type SentNote = { id: string; body: string; who: string; at: string };

type TimelineProps = {
  number: number;
  items: readonly TimelineItem[];
  /** Of its duplicates, by time. */
  foreign: readonly ForeignItem[];
  runs: ReadonlyMap<string, RunView>;
  notes: readonly SentNote[];
  pins: readonly PinnedEvent[];
  /** How many events are older than the first of `items`. */
  earlier: number;
  loadingEarlier: boolean;
  loadEarlier: (upTo?: number) => Promise<void>;
};

/** What happened, oldest first, following its end; what was scrolled up to stays where it is. */
export function Timeline({ className, ...told }: TimelineProps & { className?: string }) {
  const { items, foreign, earlier, loadingEarlier, loadEarlier, notes, pins } = told;
  const [mountedAt] = useState(items.at(-1)?.seq ?? 0);
  const { view, shown, change } = useTimelineView();
  const whole = isWhole(shown);
  const pinned = useMemo(() => new Set(pins.map(({ item }) => item.seq)), [pins]);
  const found = useFound({ number: told.number, view: shown, first: items[0]?.seq ?? 1, pins });
  const here = useMemo(() => mergeTimeline(items, found.items), [items, found.items]);
  const rows = useRows(here, whole ? WHOLE : shown, pinned, foreign);
  const isHidden = (seq: number) => !whole && items.some((item) => item.seq === seq);
  const showAll = () => change(WHOLE);
  const place = usePlace({
    rows,
    first: items[0]?.seq ?? 0,
    earlier,
    loadEarlier,
    notes: notes.length,
    narrowed: !whole,
    isHidden,
    showAll,
  });
  const isLong = earlier > 0;
  useEffect(() => {
    if (isLong) loadVirtualRows().catch(() => {});
  }, [isLong]);
  const newest = items.at(-1);
  const unseen = useUnseen(newest?.seq ?? 0, place.atEnd);
  useToEndOnChange(`${shown.show} ${shown.find}`, place.going ? stay : place.toEnd);
  return (
    <section aria-label="Timeline" className={cx('relative flex min-h-0 flex-col', className)}>
      <TimelineBar number={told.number} view={view} onChange={change} onGo={place.goTo} onEnd={place.toEnd} />
      <PinnedStrip pins={pins} onGo={place.goTo} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div ref={place.scroller} tabIndex={0} className="min-h-0 grow overflow-y-auto overscroll-contain focus-visible:-outline-offset-2">
        <div ref={place.content} className="pb-2">
          {whole && earlier > 0 && (
            <div className="px-4 pt-3">
              <Button size="sm" pending={loadingEarlier} onClick={() => loadEarlier()}>
                {loadingEarlier ? 'Loading…' : `Earlier events (${earlier})`}
              </Button>
            </div>
          )}
          <Looking {...found} earlier={earlier} />
          {rows.length === 0 && !found.looking && <NothingShown onAll={showAll} />}
          <Rows rows={rows} place={place} runs={told.runs} pinned={pinned} mountedAt={mountedAt} />
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

function NothingShown({ onAll }: { onAll: () => void }) {
  return (
    <p className="px-4 pt-3 text-ink-2">
      Nothing here is like that.{' '}
      <button type="button" className="link" onClick={onAll}>
        Show everything
      </button>
    </p>
  );
}

const stay = () => {};

function Looking({ looking, failed, more, lookOn, earlier }: ReturnType<typeof useFound> & { earlier: number }) {
  if (failed) return <p className="px-4 pt-3 text-sm text-fail">The older events could not be looked through. Write the words again.</p>;
  if (looking) return <p className="px-4 pt-3 text-sm text-ink-3">Looking through {earlier.toLocaleString('en')} older events…</p>;
  if (!more) return null;
  return (
    <div className="px-4 pt-3">
      <Button size="sm" onClick={() => lookOn()}>
        Look further back
      </Button>
    </div>
  );
}

/** A duplicate's event is shown by the same view as one's own; what is pinned is always one's own. */
function useRows(
  items: readonly TimelineItem[],
  view: typeof WHOLE,
  pinned: ReadonlySet<number>,
  foreign: readonly ForeignItem[],
): TimelineRow[] {
  const zone = useTimeZone();
  return useMemo(
    () =>
      view === WHOLE
        ? timelineRows(items, zone, undefined, sinceFirst(items, foreign))
        : timelineRows(
            items,
            zone,
            (row) => isInView(view, row, pinned),
            foreign.filter((item) => isInView(view, { item }, NONE_PINNED)),
          ),
    [items, zone, view, pinned, foreign],
  );
}

const NONE_PINNED: ReadonlySet<number> = new Set();

type RowsProps = {
  rows: readonly TimelineRow[];
  place: ReturnType<typeof usePlace>;
  runs: TimelineProps['runs'];
  pinned: ReadonlySet<number>;
  mountedAt: number;
};

function Rows({ rows, place, runs, pinned, mountedAt }: RowsProps) {
  const draw = (row: TimelineRow) => (
    <TimelineEntry
      row={row}
      live={row.kind === 'event' ? liveOf(row.item, runs) : undefined}
      fresh={row.kind === 'event' && row.item.seq > mountedAt}
      pinned={row.kind === 'event' && pinned.has(row.item.seq)}
      marked={row.kind === 'event' && row.item.seq === place.arrived}
    />
  );
  const plain = (drawn: readonly TimelineRow[]) => (
    <ol data-list="apart">
      {drawn.map((row) => (
        <li key={row.key}>{draw(row)}</li>
      ))}
    </ol>
  );
  if (rows.length <= PLAIN_ROWS) return plain(rows);
  // Drawing thousands until the code is here would take seconds.
  return (
    <Suspense fallback={plain(rows.slice(-PLAIN_ROWS))}>
      <VirtualRows rows={rows} scroller={place.scroller} draw={draw} onReady={place.onReady} />
    </Suspense>
  );
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

/** Another view begins at its end. */
function useToEndOnChange(view: string, toEnd: () => void): void {
  const [before, setBefore] = useState(view);
  useEffect(() => {
    if (view === before) return;
    setBefore(view);
    toEnd();
  }, [view, before, toEnd]);
}

'use client';
import { memo, type ReactNode } from 'react';
import { cx } from '@/components/ui/cx';
import { Time, useTimeZone } from '@/components/ui/time';
import type { RunView } from '@/domain/diagnostics/schema';
import { eventWords } from './event-line';
import { NoteText } from './note-text';
import { RunLine } from './run-line';
import { dayOf, type TimelineRow } from './timeline-rows';

type EntryProps = { row: TimelineRow; live?: RunView; fresh?: boolean };

/** One row of the timeline: a day, or an event with its time, who, and what. Its time is its permalink. */
export const TimelineEntry = memo(function TimelineEntry({ row, live, fresh = false }: EntryProps) {
  if (row.kind === 'day') return <Day at={row.at} />;
  const { item, ended } = row;
  return (
    <Line at={item.at} anchor={`e${item.seq}`} fresh={fresh}>
      {ended && <span id={`e${ended.seq}`} />}
      <EventText item={item} />
      {(item.type === 'run_requested' || item.type === 'run_ended') && <RunLine item={item} ended={ended} live={live} />}
    </Line>
  );
});

function EventText({ item }: { item: Extract<TimelineRow, { kind: 'event' }>['item'] }) {
  const who = <b className="font-medium">{item.actor.name} </b>;
  if (item.type === 'note_added') return <NoteText body={item.data.body} lead={who} />;
  const { did, more } = eventWords(item);
  return (
    <>
      <p className="text-ink-2">
        <span className="text-ink">{who}</span>
        {did}
      </p>
      {more && <div className="mt-0.5">{more}</div>}
    </>
  );
}

/** A note that was sent and is not numbered yet. */
export function PendingNote({ body, who, at }: { body: string; who: string; at: string }) {
  return (
    <Line at={at} pending>
      <NoteText body={body} lead={<b className="font-medium">{who} </b>} />
    </Line>
  );
}

type LineProps = { at: string; anchor?: string; fresh?: boolean; pending?: boolean; children: ReactNode };

function Line({ at, anchor, fresh = false, pending = false, children }: LineProps) {
  return (
    <div
      id={anchor}
      className={cx(
        'grid grid-cols-[3.25rem_minmax(0,1fr)] target:bg-ink/6',
        fresh && 'animate-[arrive_2.5s_ease-out]',
        pending && 'opacity-60',
      )}
    >
      <div className="pt-1 pl-4 text-sm leading-[1.375rem] text-ink-3">
        {anchor ? (
          <a href={`#${anchor}`} className="hover:text-ink hover:underline">
            <Time at={at} form="clock" />
          </a>
        ) : (
          '…'
        )}
      </div>
      <div className="ml-2 border-l border-line py-1 pr-4 pl-3">{children}</div>
    </div>
  );
}

function Day({ at }: { at: string }) {
  const zone = useTimeZone();
  return (
    <div className="grid grid-cols-[3.25rem_minmax(0,1fr)]">
      <h2 className="col-start-2 ml-2 border-l border-line pt-3 pb-1 pl-3 text-sm text-ink-3">{dayOf(at, zone)}</h2>
    </div>
  );
}

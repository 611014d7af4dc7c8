'use client';
import { type KeyboardEvent, memo, type ReactNode, useState } from 'react';
import { pinEvent, unpinEvent } from '@/actions/incidents';
import { NoteEntry } from '@/components/incidents/notes/note-entry';
import { NoteText } from '@/components/incidents/notes/note-text';
import { cx } from '@/components/ui/cx';
import { IconButton } from '@/components/ui/icon-button';
import { PencilIcon, PinIcon } from '@/components/ui/icons';
import { Time, useTimeZone } from '@/components/ui/time';
import { toast } from '@/components/ui/toast';
import { callAction } from '@/components/ui/use-action';
import type { RunView } from '@/domain/diagnostics/schema';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import { eventWords } from './event-line';
import { RunLine } from './run-line';
import { useTimelineDesk } from './timeline-desk';
import { dayOf, type EventRow, type ForeignItem, innerOf, type TaskAdded, type TimelineRow } from './timeline-rows';

type EntryProps = { row: TimelineRow; live?: RunView; fresh?: boolean; pinned?: boolean; marked?: boolean };

/** One row of the timeline: a day, or an event with its time, who, and what. Its time is its permalink. */
export const TimelineEntry = memo(function TimelineEntry({ row, ...told }: EntryProps) {
  if (row.kind === 'day') return <Day at={row.at} />;
  return row.kind === 'foreign' ? <Foreign item={row.item} /> : <EventEntry row={row} {...told} />;
});

/** With the focus: P pins it, E opens its output, or edits the note where that is allowed. */
function EventEntry({ row, live, fresh = false, pinned = false, marked = false }: Omit<EntryProps, 'row'> & { row: EventRow }) {
  const { item, ended, edits, tasks } = row;
  const { me, mayNote, mayEditAny } = useTimelineDesk();
  const [editing, setEditing] = useState(false);
  const [output, setOutput] = useState(false);
  const pin = usePin(item.seq, pinned);
  const mayEdit = item.type === 'note_added' && mayNote && (mayEditAny || item.actor.id === me);
  const isRun = item.type === 'run_requested' || item.type === 'run_ended';
  const mayPin = mayNote && item.type !== 'event_pinned' && item.type !== 'event_unpinned';
  const press: Record<string, (() => void) | false> = {
    p: mayPin && pin,
    e: (isRun && (() => setOutput(!output))) || (mayEdit && (() => setEditing(true))),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = event.target === event.currentTarget && !event.metaKey && !event.ctrlKey && !event.altKey && press[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const [near, setNear] = useState(false);
  const come = () => setNear(true);
  // Most lines are only read: what can be done with one is drawn when someone comes near it.
  const actions = near && (
    <>
      {mayEdit && !editing && (
        <IconButton label={`Edit event ${item.seq}`} onClick={() => setEditing(true)}>
          <PencilIcon />
        </IconButton>
      )}
      {mayPin && (
        <IconButton label={`${pinned ? 'Unpin' : 'Pin'} event ${item.seq}`} aria-pressed={pinned} onClick={pin}>
          <PinIcon />
        </IconButton>
      )}
    </>
  );
  return (
    <Line
      at={item.at}
      anchor={`e${item.seq}`}
      fresh={fresh}
      onKeyDown={onKeyDown}
      onNear={come}
      actions={actions}
      pinned={pinned}
      marked={marked}
    >
      {innerOf(row).map(({ seq }) => (
        <span key={seq} id={`e${seq}`} />
      ))}
      {item.type === 'note_added' ? (
        <NoteEntry note={item} edits={edits} editing={editing} onEdited={() => setEditing(false)} />
      ) : item.type === 'task_added' && tasks ? (
        <Checklist tasks={[item, ...tasks]} />
      ) : (
        <EventText item={item} />
      )}
      {isRun && <RunLine item={item} ended={ended} live={live} open={output} onOpen={setOutput} />}
    </Line>
  );
}

function usePin(event: number, pinned: boolean): () => void {
  const { number, take } = useTimelineDesk();
  return async () => {
    const done = await callAction(pinned ? unpinEvent : pinEvent, { number, event });
    if (done.ok) take([done.value]);
    else toast(done.error.message);
  };
}

function EventText({ item }: { item: TimelineItem }) {
  const { did, more } = eventWords(item);
  return (
    <>
      <p className="text-ink-2">
        <b className="font-medium text-ink">{item.actor.name} </b>
        {did}
      </p>
      {more && <div className="mt-0.5">{more}</div>}
    </>
  );
}

/** The tasks that every incident of a severity gets, as one line. */
function Checklist({ tasks }: { tasks: readonly TaskAdded[] }) {
  return (
    <p className="text-ink-2">
      <b className="font-medium text-ink">{tasks[0]?.actor.name} </b>
      gave the checklist, {tasks.length} tasks: {tasks.map(({ data }) => data.title).join('; ')}
    </p>
  );
}

/** An event of a duplicate: its number leads to where it stands. */
function Foreign({ item }: { item: ForeignItem }) {
  const href = `/incidents/${item.incident}#e${item.seq}`;
  return (
    <Line at={item.at} href={href}>
      <a href={href} className="link float-right ml-2 text-sm text-ink-3">
        #{item.incident}
      </a>
      {item.type === 'note_added' ? <NoteEntry note={item} editing={false} onEdited={noEditing} /> : <EventText item={item} />}
    </Line>
  );
}

/** It is edited where it stands. */
const noEditing = () => {};

/** A note that was sent and is not numbered yet. */
export function PendingNote({ body, who, at }: { body: string; who: string; at: string }) {
  return (
    <Line at={at} pending>
      <NoteText body={body} lead={<b className="font-medium">{who} </b>} />
    </Line>
  );
}

type LineProps = {
  at: string;
  anchor?: string;
  href?: string;
  fresh?: boolean;
  pending?: boolean;
  pinned?: boolean;
  /** The address led here. */
  marked?: boolean;
  actions?: ReactNode;
  onKeyDown?: (event: KeyboardEvent) => void;
  onNear?: () => void;
  children: ReactNode;
};

function Line({
  at,
  anchor,
  href = anchor && `#${anchor}`,
  fresh = false,
  pending = false,
  pinned = false,
  marked = false,
  actions,
  onKeyDown,
  onNear,
  children,
}: LineProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a line of the list that j and k move through
    <div
      id={anchor}
      data-item={anchor && true}
      tabIndex={anchor ? -1 : undefined}
      onKeyDown={onKeyDown}
      onPointerEnter={onNear}
      onFocus={onNear}
      className={cx(
        'group/line relative grid grid-cols-[3.25rem_minmax(0,1fr)] focus-visible:-outline-offset-2',
        marked && 'bg-ink/6',
        fresh && 'animate-[arrive_2.5s_ease-out]',
        pending && 'opacity-60',
      )}
    >
      <div className="pt-1 pl-4 text-sm leading-[1.375rem] text-ink-3">
        {href ? (
          <a href={href} className="hover:text-ink hover:underline">
            <Time at={at} form="clock" />
          </a>
        ) : (
          '…'
        )}
      </div>
      <div className={cx('ml-2 border-l py-1 pr-4 pl-3', pinned ? 'border-ink' : 'border-line')}>{children}</div>
      {actions && (
        <div className="absolute top-0 right-2 flex rounded-md bg-ground opacity-0 group-focus-within/line:opacity-100 group-hover/line:opacity-100 group-focus/line:opacity-100">
          {actions}
        </div>
      )}
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

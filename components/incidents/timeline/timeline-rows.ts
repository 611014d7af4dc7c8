import type { TimelineItem } from '@/domain/incidents/timeline-event';

export type RunEnded = Extract<TimelineItem, { type: 'run_ended' }>;
export type NoteEdited = Extract<TimelineItem, { type: 'note_edited' }>;

export type TaskAdded = Extract<TimelineItem, { type: 'task_added' }>;

/** What stands in an event's line with it: a run's end with its beginning, a note's edits (oldest first), the rest of a checklist. */
type Inner = { ended?: RunEnded; edits?: readonly NoteEdited[]; tasks?: readonly TaskAdded[] };
export type EventRow = Inner & { kind: 'event'; key: string; item: TimelineItem };
/** An event of a duplicate, which has a number of its own there. */
export type ForeignItem = TimelineItem & { incident: number };
/** What the timeline draws: a new day, or an event, also of a duplicate. */
export type TimelineRow = { kind: 'day'; key: string; at: string } | EventRow | { kind: 'foreign'; key: string; item: ForeignItem };

const dayFormats = new Map<string | undefined, Intl.DateTimeFormat>();

/** The day of an instant in a time zone (the reader's own when undefined), "Saturday 21 November 2026". */
export function dayOf(at: string, timeZone: string | undefined): string {
  let format = dayFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone });
    dayFormats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(new Date(at)).map(({ type, value }) => [type, value]));
  return `${parts.get('weekday')} ${parts.get('day')} ${parts.get('month')} ${parts.get('year')}`;
}

/** Every zone's offset is a multiple of it: within one, the day is the same. */
const QUARTER_MS = 900_000;
const quarters = new Map<string, string>();
const MOST_QUARTERS = 5_000;

function quickDayOf(at: string, timeZone: string | undefined): string {
  const key = `${Math.floor(Date.parse(at) / QUARTER_MS)} ${timeZone}`;
  let day = quarters.get(key);
  if (day === undefined) {
    day = dayOf(at, timeZone);
    if (quarters.size >= MOST_QUARTERS) quarters.clear();
    quarters.set(key, day);
  }
  return day;
}

/**
 * The rows for these events, in order; `keep` says which lines are wanted, and those of duplicates stand among them by time. A
 * line that has not changed is the same object again.
 */
export function timelineRows(
  items: readonly TimelineItem[],
  timeZone: string | undefined,
  keep: (row: EventRow) => boolean = () => true,
  foreign: readonly ForeignItem[] = [],
): TimelineRow[] {
  const rows: TimelineRow[] = [];
  let day = '';
  for (const row of interleaved(lines(items).filter(keep), foreign)) {
    const { item } = row;
    const itsDay = quickDayOf(item.at, timeZone);
    if (itsDay !== day) rows.push({ kind: 'day', key: `day-${row.kind === 'event' ? item.seq : row.key}`, at: item.at });
    day = itsDay;
    rows.push(row);
  }
  return rows;
}

function interleaved(own: EventRow[], shown: readonly ForeignItem[]) {
  if (shown.length === 0) return own;
  const theirs = shown.map((item) => ({ kind: 'foreign' as const, key: `i${item.incident}e${item.seq}`, item }));
  return [...own, ...theirs].sort(({ item: a }, { item: b }) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** What belongs into another event's line is not a line of its own, when that other is here. */
function lines(items: readonly TimelineItem[]): EventRow[] {
  const begun = new Set<string>();
  const notes = new Set<number>();
  const ended = new Map<string, RunEnded>();
  const edits = new Map<number, NoteEdited[]>();
  const tasks = new Map<number, TaskAdded[]>();
  const own: TimelineItem[] = [];
  for (const item of items) {
    if (item.type === 'run_requested') begun.add(item.data.run);
    if (item.type === 'note_added') notes.add(item.seq);
    if (item.type === 'run_ended' && begun.has(item.data.run)) ended.set(item.data.run, item);
    else if (item.type === 'note_edited' && notes.has(item.data.note)) {
      const before = edits.get(item.data.note);
      if (before) before.push(item);
      else edits.set(item.data.note, [item]);
    } else if (isChecklist(item) && own.at(-1) && isChecklist(own.at(-1) as TimelineItem)) {
      const first = (own.at(-1) as TimelineItem).seq;
      tasks.set(first, [...(tasks.get(first) ?? []), item]);
    } else own.push(item);
  }
  return own.map((item) =>
    rowOf(item, {
      ...(item.type === 'run_requested' ? { ended: ended.get(item.data.run) } : {}),
      edits: edits.get(item.seq),
      tasks: tasks.get(item.seq),
    }),
  );
}

const isChecklist = (item: TimelineItem): item is TaskAdded => item.type === 'task_added' && item.data.origin === 'checklist';

const made = new WeakMap<TimelineItem, EventRow>();

function rowOf(item: TimelineItem, { ended, edits, tasks }: Inner): EventRow {
  const known = made.get(item);
  if (known && known.ended === ended && known.edits?.at(-1) === edits?.at(-1) && known.tasks?.at(-1) === tasks?.at(-1)) return known;
  const inner = { ...(ended ? { ended } : {}), ...(edits ? { edits } : {}), ...(tasks ? { tasks } : {}) };
  const row: EventRow = { kind: 'event', key: `e${item.seq}`, item, ...inner };
  made.set(item, row);
  return row;
}

/** What is older than the first event that is here waits until that is loaded. */
export function sinceFirst(items: readonly TimelineItem[], foreign: readonly ForeignItem[]): readonly ForeignItem[] {
  const [first] = items;
  return first && first.seq > 1 ? foreign.filter(({ at }) => at >= first.at) : foreign;
}

/** The events that stand in another one's line. */
export const innerOf = ({ ended, edits = [], tasks = [] }: Inner): TimelineItem[] => [...(ended ? [ended] : []), ...edits, ...tasks];

/** Where an event is drawn: its own row, or the row of the event in whose line it stands. -1 when it is not here. */
export const rowOfEvent = (rows: readonly TimelineRow[], seq: number): number =>
  rows.findIndex((row) => row.kind === 'event' && (row.item.seq === seq || innerOf(row).some((inner) => inner.seq === seq)));

import type { TimelineItem } from '@/domain/incidents/timeline-event';

export type RunEnded = Extract<TimelineItem, { type: 'run_ended' }>;

/** What the timeline draws: a new day, or an event; a run's end stands with its beginning when both are here. */
export type TimelineRow = { kind: 'day'; key: string; at: string } | { kind: 'event'; key: string; item: TimelineItem; ended?: RunEnded };

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

/** The rows for these events, in order. */
export function timelineRows(items: readonly TimelineItem[], timeZone: string | undefined): TimelineRow[] {
  const begun = new Set(items.flatMap((item) => (item.type === 'run_requested' ? [item.data.run] : [])));
  const ended = new Map(items.flatMap((item) => (item.type === 'run_ended' ? [[item.data.run, item] as const] : [])));
  const rows: TimelineRow[] = [];
  let day = '';
  for (const item of items) {
    if (item.type === 'run_ended' && begun.has(item.data.run)) continue;
    const itsDay = dayOf(item.at, timeZone);
    if (itsDay !== day) rows.push({ kind: 'day', key: `day-${item.seq}`, at: item.at });
    day = itsDay;
    rows.push({ kind: 'event', key: `e${item.seq}`, item, ...(item.type === 'run_requested' ? { ended: ended.get(item.data.run) } : {}) });
  }
  return rows;
}

/** Where an event is drawn: its own row, or the row of the run that it ended. -1 when it is not here. */
export const rowOfEvent = (rows: readonly TimelineRow[], seq: number): number =>
  rows.findIndex((row) => row.kind === 'event' && (row.item.seq === seq || row.ended?.seq === seq));

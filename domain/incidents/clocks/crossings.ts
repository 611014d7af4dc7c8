import type { TimelineEvent } from '../timeline-event';
import type { ClockEvent } from './read-clocks';
import type { Clock } from './schema';

export type Crossing = Extract<TimelineEvent, { type: 'clock_warned' | 'clock_overdue' }>;

/** What has been crossed and does not stand in the timeline yet. A warning that nobody looked in time for is left out. */
export function newCrossings(clocks: readonly Clock[], events: readonly ClockEvent[]): Crossing[] {
  const key = ({ type, data }: Crossing) => `${type} ${data.clock} ${data.dueAt}`;
  const recorded = new Set(
    events.flatMap((event) => (event.type === 'clock_warned' || event.type === 'clock_overdue' ? [key(event)] : [])),
  );
  return clocks
    .flatMap(({ clock, state, dueAt }): Crossing[] => {
      if (!dueAt || (state !== 'warned' && state !== 'overdue')) return [];
      return [{ type: `clock_${state}`, data: { clock, dueAt: dueAt.toISOString() } }];
    })
    .filter((crossing) => !recorded.has(key(crossing)));
}

/** When one of them crosses next; null when none will by itself. */
export function nextCrossingAt(clocks: readonly Clock[]): Date | null {
  const ahead = clocks.flatMap(({ state, warnAt, dueAt }) => (state === 'running' ? [warnAt] : state === 'warned' ? [dueAt] : []));
  return ahead.reduce((first, at) => (at && (!first || at < first) ? at : first), null);
}

import type { ClockName, ClockState, NextClock } from './schema';

export const CLOCK_WORDS: Record<ClockName, string> = {
  acknowledge: 'acknowledge',
  status_page: 'status page',
  update: 'next update',
  resolve: 'resolve',
};

const GOING: readonly ClockState[] = ['running', 'warned', 'overdue'];
/** Whether its time is passing. */
export const isGoing = (state: ClockState): boolean => GOING.includes(state);

/** How a clock stands at an instant after the one it was read at: it may have crossed meanwhile. */
export function stateAt({ state, warnAt, dueAt }: Pick<NextClock, 'state' | 'warnAt' | 'dueAt'>, nowMs: number): ClockState {
  if (!isGoing(state) || !dueAt || !warnAt) return state;
  if (nowMs >= Date.parse(dueAt)) return 'overdue';
  return nowMs >= Date.parse(warnAt) ? 'warned' : 'running';
}

const ORDER: Record<ClockState, number> = { overdue: 0, warned: 0, running: 0, paused: 1, missed: 2, met: 3, off: 4 };

/** Most urgent first: what is due soonest, then what is paused, then what has ended. */
export function byUrgency(a: NextClock, b: NextClock): number {
  return ORDER[a.state] - ORDER[b.state] || (a.dueAt ?? '').localeCompare(b.dueAt ?? '');
}

/** The clock that is due next, or longest overdue. */
export const nextClock = <C extends NextClock>(clocks: readonly C[]): C | undefined =>
  clocks.filter(({ state }) => isGoing(state)).toSorted(byUrgency)[0];

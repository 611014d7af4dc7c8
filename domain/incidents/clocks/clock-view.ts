import type { Clock, ClockView } from './schema';

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** A clock as screens and the API show it. */
export function clockView({ rounds, startedAt, warnAt, dueAt, metAt, pausedAt, ...rest }: Clock): ClockView {
  const kept = rounds.filter((round) => round.kept).length;
  return {
    ...rest,
    startedAt: iso(startedAt),
    warnAt: iso(warnAt),
    dueAt: iso(dueAt),
    metAt: iso(metAt),
    pausedAt: iso(pausedAt),
    kept,
    missed: rounds.length - kept,
  };
}

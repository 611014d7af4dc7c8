import { distribution, groupBy, NO_SERVICE, spreadOf, stepsOf, sum } from './rules';
import type { AnalyticsView, BrokenPromises, CellOfIncidents, MissedClock, Period, Step } from './schema';

type Summary = Pick<AnalyticsView, 'incidents' | 'acknowledge' | 'resolve' | 'overTime' | 'bySeverity' | 'byService'>;

const acknowledgeOf = (cells: readonly CellOfIncidents[]) => cells.map(({ acknowledgeSeconds }) => acknowledgeSeconds);
const resolveOf = (cells: readonly CellOfIncidents[]) => cells.map(({ resolveSeconds }) => resolveSeconds);

/** Counts and times of a period from its cells, beside those of the period before. Pure. */
export function summarise(
  period: Period,
  cells: readonly CellOfIncidents[],
  missed: readonly MissedClock[],
  promises: readonly BrokenPromises[],
): Summary {
  const current = cells.filter((cell) => cell.current);
  const previous = cells.filter((cell) => !cell.current);
  const compared = (listsOf: typeof acknowledgeOf) => ({
    current: spreadOf(listsOf(current)),
    previous: spreadOf(listsOf(previous)),
    distribution: distribution(listsOf(current), listsOf(previous)),
  });
  return {
    incidents: { current: sum(current), previous: sum(previous) },
    acknowledge: compared(acknowledgeOf),
    resolve: compared(resolveOf),
    overTime: overTime(period, current, missed, promises),
    bySeverity: groupBy(current, ({ severity }) => severity).toSorted((a, b) => a.name.localeCompare(b.name)),
    byService: groupBy(current, ({ service }) => service || NO_SERVICE),
  };
}

function overTime(
  period: Period,
  current: readonly CellOfIncidents[],
  missed: readonly MissedClock[],
  promises: readonly BrokenPromises[],
): Step[] {
  const ofStep = <T extends { start: string; current: boolean }>(rows: readonly T[], start: string) =>
    rows.filter((row) => row.current && row.start === start);
  return stepsOf(period).map((start) => {
    const cells = ofStep(current, start);
    return {
      start,
      count: sum(cells),
      acknowledge: spreadOf(acknowledgeOf(cells)),
      resolve: spreadOf(resolveOf(cells)),
      clocksMissed: ofStep(missed, start).reduce((all, row) => all + row.missed, 0),
      promisesBroken: ofStep(promises, start).reduce((all, row) => all + row.broken, 0),
    };
  });
}

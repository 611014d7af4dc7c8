import { distribution, groupBy, NO_SERVICE, spreadOf, stepsOf, sum } from './rules';
import type { AnalyticsView, CellOfIncidents, Period, Step } from './schema';

type Summary = Pick<AnalyticsView, 'incidents' | 'acknowledge' | 'resolve' | 'promises' | 'overTime' | 'bySeverity' | 'byService'>;

const acknowledgeOf = (cells: readonly CellOfIncidents[]) => cells.map(({ acknowledgeSeconds }) => acknowledgeSeconds);
const resolveOf = (cells: readonly CellOfIncidents[]) => cells.map(({ resolveSeconds }) => resolveSeconds);

/** Counts and times of a period from its cells, beside those of the period before. Pure. */
export function summarise(period: Period, cells: readonly CellOfIncidents[]): Summary {
  const current = cells.filter(({ start }) => start !== null);
  const previous = cells.filter(({ start }) => start === null);
  const compared = (listsOf: typeof acknowledgeOf) => ({
    current: spreadOf(listsOf(current)),
    previous: spreadOf(listsOf(previous)),
    distribution: distribution(listsOf(current), listsOf(previous)),
  });
  const both = (what: 'count' | 'promisesKept' | 'promisesBroken') => ({ current: sum(current, what), previous: sum(previous, what) });
  return {
    incidents: both('count'),
    acknowledge: compared(acknowledgeOf),
    resolve: compared(resolveOf),
    promises: { kept: both('promisesKept'), broken: both('promisesBroken') },
    overTime: overTime(period, current),
    bySeverity: groupBy(current, ({ severity }) => severity).toSorted((a, b) => a.name.localeCompare(b.name)),
    byService: groupBy(current, ({ service }) => service || NO_SERVICE),
  };
}

function overTime(period: Period, current: readonly CellOfIncidents[]): Step[] {
  return stepsOf(period).map((start) => {
    const cells = current.filter((cell) => cell.start === start);
    return {
      start,
      count: sum(cells, 'count'),
      acknowledge: spreadOf(acknowledgeOf(cells)),
      resolve: spreadOf(resolveOf(cells)),
      clocksMissed: sum(cells, 'clocksMissed'),
      promisesBroken: sum(cells, 'promisesBroken'),
    };
  });
}

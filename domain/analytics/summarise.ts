import { CLOCKS } from '@/domain/incidents/clocks/schema';
import { distribution, groupBy, missedIn, NO_SERVICE, spreadOf, stepsOf, sum } from './rules';
import type { AnalyticsView, CellOfIncidents, CellOfKept, Period, Step } from './schema';

type Summary = Pick<
  AnalyticsView,
  'incidents' | 'acknowledge' | 'resolve' | 'clocksMissed' | 'promises' | 'overTime' | 'bySeverity' | 'byService'
>;

const acknowledgeOf = (cells: readonly CellOfIncidents[]) => cells.map(({ acknowledgeSeconds }) => acknowledgeSeconds);
const resolveOf = (cells: readonly CellOfIncidents[]) => cells.map(({ resolveSeconds }) => resolveSeconds);

/** Counts and times of a period from its cells, beside those of the period before. Pure. */
export function summarise(period: Period, cells: readonly CellOfIncidents[], kept: readonly CellOfKept[]): Summary {
  const [current, previous] = parted(cells);
  const [keptNow, keptBefore] = parted(kept);
  const compared = (listsOf: typeof acknowledgeOf) => ({
    current: spreadOf(listsOf(current)),
    previous: spreadOf(listsOf(previous)),
    distribution: distribution(listsOf(current), listsOf(previous)),
  });
  const promises = (what: 'promisesKept' | 'promisesBroken') => ({ current: sum(keptNow, what), previous: sum(keptBefore, what) });
  return {
    incidents: { current: sum(current, 'count'), previous: sum(previous, 'count') },
    acknowledge: compared(acknowledgeOf),
    resolve: compared(resolveOf),
    clocksMissed: CLOCKS.map((clock) => ({ clock, current: missedIn(keptNow, clock), previous: missedIn(keptBefore, clock) })),
    promises: { kept: promises('promisesKept'), broken: promises('promisesBroken') },
    overTime: overTime(period, current, keptNow),
    bySeverity: groupBy(current, ({ severity }) => severity).toSorted((a, b) => a.name.localeCompare(b.name)),
    byService: groupBy(current, ({ service }) => service || NO_SERVICE),
  };
}

/** Those of the period, and those of the one before. */
const parted = <T extends { start: string | null }>(cells: readonly T[]): [T[], T[]] => [
  cells.filter(({ start }) => start !== null),
  cells.filter(({ start }) => start === null),
];

function overTime(period: Period, current: readonly CellOfIncidents[], kept: readonly CellOfKept[]): Step[] {
  return stepsOf(period).map((start) => {
    const cells = current.filter((cell) => cell.start === start);
    const keptThen = kept.filter((cell) => cell.start === start);
    return {
      start,
      count: sum(cells, 'count'),
      acknowledge: spreadOf(acknowledgeOf(cells)),
      resolve: spreadOf(resolveOf(cells)),
      clocksMissed: missedIn(keptThen),
      promisesBroken: sum(keptThen, 'promisesBroken'),
    };
  });
}

import { csvOf } from '@/lib/csv';
import type { AnalyticsView, Group, Spread, Step } from './schema';

const spread = ({ count, p25, median, p75, p90 }: Spread) => [count, p25, median, p75, p90];
const columns = (of: string) => ['count', 'p25_seconds', 'median_seconds', 'p75_seconds', 'p90_seconds'].map((name) => `${of}_${name}`);

/**
 * The course of a period, its severities and its services as one table: a row each, told apart by the first two columns. Times in
 * seconds; an empty cell where nothing was measured. RFC 4180, and safe to open in a spreadsheet.
 */
export function writeCsv({ overTime, bySeverity, byService, period }: AnalyticsView): string {
  const step = ({ start, count, acknowledge, resolve, clocksMissed, promisesBroken }: Step) => [
    period.unit,
    start,
    count,
    ...spread(acknowledge),
    ...spread(resolve),
    clocksMissed,
    promisesBroken,
  ];
  const group = (by: string) => (of: Group) => [by, of.name, of.count, ...spread(of.acknowledge), ...spread(of.resolve), null, null];
  return csvOf([
    ['by', 'name', 'incidents', ...columns('acknowledge'), ...columns('resolve'), 'clocks_missed', 'promises_broken'],
    ...overTime.map(step),
    ...bySeverity.map(group('severity')),
    ...byService.map(group('service')),
  ]);
}

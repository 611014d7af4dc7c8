import type { Aggregate, ScrapeLine } from '@/domain/runbooks/kinds/scrape';
import type { LabelMatcher, MetricSelector } from '@/domain/runbooks/kinds/selector';
import { namePattern } from '../file/walk-files';
import type { Sample } from './read-metrics';

export type ScrapeRow = { metric: string; labels: Record<string, string>; value: number | null };
/** `isKnown`: a metric of that name is there, whatever its labels. */
export type Computed = { value: number | null; rows: ScrapeRow[]; count: number; isKnown: boolean };

const MOST_ROWS = 500;

/** JSON knows no infinity: it is kept as none. */
const finite = (value: number) => (Number.isFinite(value) ? value : null);

const AGGREGATE: Record<Aggregate, (values: readonly number[]) => number> = {
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  max: (values) => values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
  min: (values) => values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
  avg: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  count: (values) => values.length,
};

function makeMatcher({ label, op, value }: LabelMatcher): (labels: Record<string, string>) => boolean {
  const pattern = op.endsWith('~') ? new RegExp(`^(?:${value})$`, 's') : null;
  const wanted = !op.startsWith('!');
  return (labels) => (pattern ? pattern.test(labels[label] ?? '') : (labels[label] ?? '') === value) === wanted;
}

/** The series that a selector means. Throws for an expression that is none. */
function select(samples: readonly Sample[], { name, matchers }: MetricSelector): Sample[] {
  const pattern = name.includes('*') ? namePattern(name) : null;
  const conditions = matchers.map(makeMatcher);
  return samples.filter(
    (sample) => (pattern ? pattern.test(sample.name) : sample.name === name) && conditions.every((holds) => holds(sample.labels)),
  );
}

function groupBy(samples: readonly Sample[], by: readonly string[]): Map<string, Sample[]> {
  const groups = new Map<string, Sample[]>();
  for (const sample of samples) {
    const key = JSON.stringify(by.map((label) => sample.labels[label] ?? ''));
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  return groups;
}

/**
 * Puts the series of one line together. `value` is the single number, or that of the only series; null when there is none. Of a metric that is
 * there, no series with these labels sum up to 0: a counter begins with its first event. Pure.
 */
export function compute(samples: readonly Sample[], { aggregate, by, selector }: ScrapeLine): Computed {
  const found = select(samples, selector);
  const rows = aggregate
    ? [...groupBy(found, by).values()].map((group) => ({
        metric: selector.name,
        labels: Object.fromEntries(by.map((label) => [label, group[0]?.labels[label] ?? ''])),
        value: finite(AGGREGATE[aggregate](group.map(({ value }) => value))),
      }))
    : found.map(({ name, labels, value }) => ({ metric: name, labels, value: finite(value) }));
  const sorted = rows.sort((a, b) => (b.value ?? 0) - (a.value ?? 0)).slice(0, MOST_ROWS);
  const isKnown = found.length > 0 || select(samples, { ...selector, matchers: [] }).length > 0;
  const isNothing = found.length === 0 && isKnown && !by.length && (aggregate === 'sum' || aggregate === 'count');
  const value = isNothing ? 0 : sorted.length === 1 ? (sorted[0]?.value ?? null) : null;
  return { value, rows: sorted, count: found.length, isKnown };
}

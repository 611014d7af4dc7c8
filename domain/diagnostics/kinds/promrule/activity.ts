import type { PromSeries } from '../promql/read-answer';

export type RuleState = 'inactive' | 'pending' | 'firing';
/** One series for which an expression is true now, and since when without a gap. */
export type ActiveSeries = {
  labels: Record<string, string>;
  value: number | null;
  activeSeconds: number;
  state: Exclude<RuleState, 'inactive'>;
};

/** A sample may come late by so much of a step before that counts as a gap. */
const LATE = 1.5;

const keyOf = (labels: Record<string, string>) => JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));

/** How long the last points reach back without a gap; 0 when they do not reach the end. */
export function activeSeconds(points: readonly [number, number | null][], endSeconds: number, stepSeconds: number): number {
  let since = endSeconds;
  for (const [at] of points.toReversed()) {
    if (since - at > stepSeconds * LATE) break;
    since = at;
  }
  return Math.max(0, endSeconds - since);
}

/** For each series that is true now, whether it has been so for as long as the rule wants. */
export function activityOf(
  now: readonly PromSeries[],
  course: readonly PromSeries[],
  of: { forSeconds: number; endSeconds: number; stepSeconds: number },
): ActiveSeries[] {
  const points = new Map(course.map((series) => [keyOf(series.labels), series.points ?? []]));
  return now.map(({ labels, value }) => {
    const seconds = activeSeconds(points.get(keyOf(labels)) ?? [], of.endSeconds, of.stepSeconds);
    return { labels, value, activeSeconds: seconds, state: seconds >= of.forSeconds ? 'firing' : 'pending' };
  });
}

export const worst = (states: readonly RuleState[]): RuleState =>
  states.includes('firing') ? 'firing' : states.includes('pending') ? 'pending' : 'inactive';

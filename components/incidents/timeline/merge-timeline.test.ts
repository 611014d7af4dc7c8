import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gapAfter, mergeTimeline } from './merge-timeline';

const seqs = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 40 });
const numbered = (list: number[]) => list.map((seq) => ({ seq }));

test('every number once and in order, whatever arrives in whatever order', () => {
  fc.assert(
    fc.property(seqs, seqs, (some, more) => {
      const items = mergeTimeline(mergeTimeline([], numbered(some)), numbered(more));
      expect(items.map(({ seq }) => seq)).toEqual([...new Set([...some, ...more])].sort((a, b) => a - b));
    }),
  );
});

test('what is known already leaves the list as it is', () => {
  const items = numbered([3, 4, 5]);
  expect(mergeTimeline(items, numbered([4, 3]))).toBe(items);
});

test.each([
  [[], undefined],
  [[5, 6, 7], undefined],
  [[1, 2, 4, 7], 2],
])('the gap in %j is after %s', (list, gap) => expect(gapAfter(numbered(list))).toBe(gap));

test('10,000 events, then one more or a page before: nothing is lost, and each is the same object', () => {
  const all = numbered(Array.from({ length: 10_000 }, (_, at) => at + 501));
  const later = mergeTimeline(all, numbered([10_501]));
  expect(later).toHaveLength(10_001);
  const whole = mergeTimeline(later, numbered(Array.from({ length: 500 }, (_, at) => at + 1)));
  expect(gapAfter(whole)).toBeUndefined();
  expect(whole).toHaveLength(10_501);
  expect(whole.slice(500, 10_500).every((item, at) => item === all[at])).toBe(true);
});

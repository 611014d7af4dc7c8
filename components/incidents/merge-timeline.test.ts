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

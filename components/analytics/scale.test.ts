import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepInWords, topOfCount, topOfSeconds } from './scale';

test.each([
  [0, 2],
  [1, 2],
  [5, 6],
  [11, 20],
  [61, 80],
  [101, 200],
])('%i incidents fit under %i', (most, top) => expect(topOfCount(most)).toBe(top));

test.each([
  [0, 20],
  [59, 60],
  [800, 1_200],
  [26_520, 28_800],
  [500_000, 691_200],
])('%i seconds fit under %i', (most, top) => expect(topOfSeconds(most)).toBe(top));

test('whatever is shown fits, and half of the top is whole', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000_000), (most) => {
      for (const top of [topOfCount(most), topOfSeconds(most)]) {
        expect(top).toBeGreaterThanOrEqual(most);
        expect(top % 2).toBe(0);
      }
    }),
  );
});

test.each([
  ['2026-08-24', 'week', '24 Aug'],
  ['2026-03-01', 'day', '1 Mar'],
  ['2026-12-01', 'month', 'Dec'],
  ['2027-01-01', 'month', '2027'],
] as const)('%s of a %s is “%s”', (start, unit, words) => expect(stepInWords(start, unit)).toBe(words));

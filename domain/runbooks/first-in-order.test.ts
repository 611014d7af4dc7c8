import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstInOrder } from './first-in-order';

it('is the beginning of the whole in order, alike ones as they came', () => {
  const each = fc.record({ rank: fc.nat(5), name: fc.string() });
  fc.assert(
    fc.property(fc.array(each), fc.integer({ min: 1, max: 8 }), (found, limit) => {
      const byRank = (a: { rank: number }, b: { rank: number }) => a.rank - b.rank;
      expect(firstInOrder(found, byRank, limit)).toEqual(found.toSorted(byRank).slice(0, limit));
    }),
  );
});

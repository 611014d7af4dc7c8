import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ascending,
  before,
  distribution,
  groupBy,
  numbersIn,
  OTHERS,
  periodOf,
  plusDays,
  quantile,
  spreadOf,
  startOf,
  stepsOf,
} from './rules';
import { type CellOfIncidents, UNITS } from './schema';

const times = fc.array(fc.nat(10_000_000), { maxLength: 60 });
const date = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

describe('spreadOf', () => {
  test('agrees with the middle of the sorted list, whatever the order and the cells', () =>
    fc.assert(
      fc.property(fc.array(times, { maxLength: 8 }), (lists) => {
        const all = lists.flat().sort((a, b) => a - b);
        const { count, p25, median, p75, p90 } = spreadOf(lists.map((list) => Int32Array.from(list)));
        expect(count).toBe(all.length);
        if (all.length === 0) {
          expect([p25, median, p75, p90]).toEqual([null, null, null, null]);
          return;
        }
        const half = all.length / 2;
        const middle = all.length % 2 ? all[Math.floor(half)] : ((all[half - 1] as number) + (all[half] as number)) / 2;
        expect(median).toBeCloseTo(middle as number, 6);
        expect(p25 as number).toBeLessThanOrEqual(median as number);
        expect(p75 as number).toBeLessThanOrEqual(p90 as number);
        expect(all.filter((seconds) => seconds <= (p90 as number)).length).toBeGreaterThanOrEqual(Math.floor(all.length * 0.9));
      }),
    ));

  test('a quantile lies between two neighbours as percentile_cont of SQL has it', () => {
    expect(quantile([10, 20, 40], 0.75)).toBe(30);
    expect(quantile([7], 0.9)).toBe(7);
  });
});

test('many times are in the order in which comparing them puts them', () =>
  fc.assert(
    fc.property(fc.constantFrom(0, 1, 2_047, 2_048, 5_000_000, 2_147_483_647), fc.nat(), (most, seed) => {
      const times = Int32Array.from({ length: 2_500 }, (_, n) => ((n * 7_919 + seed) * 104_729) % (most + 1));
      expect(ascending(times.slice())).toEqual(times.slice().sort());
    }),
    { numRuns: 20 },
  ));

describe('distribution', () => {
  test('every time is in exactly one bar', () =>
    fc.assert(
      fc.property(times, times, (current, previous) => {
        const bars = distribution([Int32Array.from(current)], [Int32Array.from(previous)]);
        expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(current.length);
        expect(bars.reduce((sum, bar) => sum + bar.previous, 0)).toBe(previous.length);
      }),
    ));

  test('a time at the edge belongs to the shorter bar', () => {
    const bars = distribution([Int32Array.of(60, 61, 8 * 24 * 3600)], []);
    expect(bars.filter(({ count }) => count).map(({ label }) => label)).toEqual(['1 min', '5 min', 'longer']);
  });
});

describe('periods', () => {
  test('the period before ends the day before and is as long', () =>
    fc.assert(
      fc.property(date, fc.nat(800), (from, more) => {
        const period = periodOf(from, plusDays(from, more), 'UTC');
        const earlier = before(period);
        expect(plusDays(earlier.to, 1)).toBe(from);
        expect(periodOf(earlier.from, earlier.to, 'UTC').days).toBe(period.days);
      }),
    ));

  test('steps follow each other without a gap and hold every day', () =>
    fc.assert(
      fc.property(date, fc.nat(500), fc.constantFrom(...UNITS), (from, more, unit) => {
        const to = plusDays(from, more);
        const steps = stepsOf({ from, to, unit });
        expect(new Set(steps).size).toBe(steps.length);
        for (let day = 0; day <= more; day += 7) expect(steps).toContain(startOf(unit, plusDays(from, day)));
        expect(steps).toContain(startOf(unit, to));
      }),
    ));

  test('weeks begin on Monday, also over a year and a leap day', () => {
    expect(startOf('week', '2028-03-01')).toBe('2028-02-28');
    expect(startOf('week', '2027-01-01')).toBe('2026-12-28');
    expect(startOf('week', '2026-11-22')).toBe('2026-11-16');
    expect(startOf('month', '2028-02-29')).toBe('2028-02-01');
  });
});

test('beyond twelve services the rest is one group, and nothing is lost', () => {
  const cells: CellOfIncidents[] = Array.from({ length: 20 }, (_, n) => ({
    start: '2026-03-02',
    severity: 'P2',
    service: `service ${n}`,
    count: 20 - n,
    acknowledgeSeconds: Int32Array.of(n),
    resolveSeconds: new Int32Array(),
  }));
  const groups = groupBy(cells, ({ service }) => service);
  expect(groups).toHaveLength(13);
  expect(groups[0]).toMatchObject({ name: 'service 0', count: 20 });
  expect(groups.at(-1)).toMatchObject({ name: OTHERS, count: 8 + 7 + 6 + 5 + 4 + 3 + 2 + 1 });
});

test('text that holds many numbers is read as those numbers', () =>
  fc.assert(
    fc.property(fc.array(fc.nat(2_000_000_000), { maxLength: 50 }), (list) => {
      expect([...numbersIn(list.join(','))]).toEqual(list);
    }),
  ));

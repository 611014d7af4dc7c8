import { expect, test } from 'vitest';
import { dayAndClock } from './day-and-clock';

const now = new Date('2026-11-26T09:00:00Z');

test.each([
  ['2026-11-24T03:10:00Z', 'UTC', 'Tue 03:10'],
  ['2026-11-24T23:10:00Z', 'Asia/Karachi', 'Wed 04:10'],
  ['2026-11-17T03:10:00Z', 'UTC', 'Tue 17 Nov 03:10'],
])('%s in %s: %s', (at, zone, words) => {
  expect(dayAndClock(new Date(at), zone, now)).toBe(words);
});

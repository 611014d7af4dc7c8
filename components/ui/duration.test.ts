import { describe, expect, test } from 'vitest';
import { ageInWords, durationInWords, relativeTime, utcTime } from './duration';

const MIN = 60_000;
const HOUR = 60 * MIN;
const DAY = 24 * HOUR;

test.each([
  [-5, '0 ms'],
  [34.4, '34 ms'],
  [999, '999 ms'],
  [2_449, '2.4 s'],
  [9_999, '9.9 s'],
  [59_999, '59 s'],
  [MIN, '1 min'],
  [MIN + 5_000, '1 min 5 s'],
  [59 * MIN + 59_000, '59 min'],
  [3 * HOUR + 5 * MIN, '3 h 5 min'],
  [DAY, '1 d'],
  [2 * DAY + 4 * HOUR, '2 d 4 h'],
])('%d ms is %s', (ms, words) => expect(durationInWords(ms)).toBe(words));

test.each([
  [900, '0 s'],
  [12_300, '12 s'],
  [9 * MIN + 30_000, '9 min'],
  [HOUR, '1 h'],
])('an age of %d ms is %s', (ms, words) => expect(ageInWords(ms)).toBe(words));

describe('an instant seen from now', () => {
  const now = Date.UTC(2026, 10, 21, 12);
  test.each([
    [0, 'just now'],
    [-3_000, 'just now'],
    [40_000, '40 s ago'],
    [-12 * MIN, 'in 12 min'],
    [DAY - 1, '23 h 59 min ago'],
    [3 * DAY + HOUR, '3 d ago'],
    [30 * DAY, '22 Oct'],
    [400 * DAY, '17 Oct 2025'],
  ])('%d ms before is %s', (ago, words) => expect(relativeTime(now - ago, now)).toBe(words));
});

test('UTC is written to the second', () => expect(utcTime(new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 678)))).toBe('2026-01-02 03:04:05 UTC'));

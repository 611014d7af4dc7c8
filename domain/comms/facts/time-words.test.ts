import { expect, test } from 'vitest';
import { durationWords, spanWords, utcInstant } from './time-words';

const at = (time: string) => new Date(`2026-11-${time}:00.000Z`);

test.each([
  [10_000, '1 minute'],
  [45 * 60_000, '45 minutes'],
  [60 * 60_000, '1 hour'],
  [65 * 60_000, '1 hour 5 minutes'],
  [51 * 3_600_000, '2 days 3 hours'],
  [48 * 3_600_000, '2 days'],
])('%d ms is %s', (ms, words) => {
  expect(spanWords(ms)).toBe(words);
});

test('S2-86: a duration says how long, and from when to when', () => {
  const now = at('26T16:00');
  expect(durationWords(at('26T14:30'), at('26T15:15'), now)).toBe('45 minutes, 14:30–15:15 UTC');
  expect(durationWords(at('25T23:50'), at('26T00:10'), now)).toBe('20 minutes, 25 Nov 23:50 – 26 Nov 00:10 UTC');
  expect(durationWords(at('26T15:15'), null, now)).toBe('45 minutes so far, since 15:15 UTC');
  expect(durationWords(at('25T15:00'), null, now)).toBe('1 day 1 hour so far, since 25 Nov 15:00 UTC');
  expect(utcInstant(at('26T14:30'))).toBe('26 Nov 2026, 14:30 UTC');
});

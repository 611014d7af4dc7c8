import { expect, test } from 'vitest';
import { paceWords } from './pace-words';

test.each([
  [60, 'every minute'],
  [90, 'every 90 s'],
  [300, 'every 5 min'],
  [3_600, 'every hour'],
  [86_400, 'every day'],
  [172_800, 'every 2 days'],
])('%i s: %s', (everySeconds, words) => {
  expect(paceWords({ everySeconds, dailyAt: null, zone: null })).toBe(words);
});

test('daily, in its zone', () => {
  expect(paceWords({ everySeconds: null, dailyAt: '03:10', zone: 'Europe/Berlin' })).toBe('daily at 03:10 Europe/Berlin');
});

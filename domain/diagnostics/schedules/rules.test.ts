import { expect, test } from 'vitest';
import { isMissed, isNews, plottedName, plottedValue, wordOf } from './rules';

const now = new Date('2026-11-26T03:00:00Z');
const before = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

test.each([
  ['the first result', 'fail', { noticedWord: null, noticedAt: null }, false],
  ['the same', 'ok', { noticedWord: 'ok', noticedAt: null }, false],
  ['another, never told', 'fail', { noticedWord: 'ok', noticedAt: null }, true],
  ['another, just told', 'ok', { noticedWord: 'fail', noticedAt: before(14) }, false],
  ['another, after the rest', 'ok', { noticedWord: 'fail', noticedAt: before(15) }, true],
] as const)('news: %s', (_, word, told, expected) => {
  expect(isNews(word, told, now)).toBe(expected);
});

test('a tick is too old: an interval’s after one more, a daily one after an hour', () => {
  const every = { everySeconds: 60, dailyMinute: null };
  const daily = { everySeconds: null, dailyMinute: 190 };
  expect([isMissed(before(1), every, now), isMissed(before(2), every, now)]).toEqual([false, true]);
  expect([isMissed(before(60), daily, now), isMissed(before(61), daily, now)]).toEqual([false, true]);
});

test('a run that was stopped says nothing', () => {
  expect([wordOf('passed', 'warn'), wordOf('errored', null), wordOf('cancelled', null), wordOf('interrupted', null)]).toEqual([
    'warn',
    'errored',
    null,
    null,
  ]);
});

test('what is drawn: a number that is handed on, else of the first row, else nothing', () => {
  const rows = { exports: {}, data: { rows: [{ name: 'idle', count: 12 }] } };
  const handed = { exports: { pid: 'x', share: 40 }, data: { rows: [{ count: 12 }] } };
  expect(plottedName([{ exports: null, data: null }, handed])).toBe('share');
  expect(plottedName([rows])).toBe('count');
  expect(plottedName([{ exports: { pid: 'x' }, data: { rows: [] } }])).toBeNull();
  expect([plottedValue('share', handed), plottedValue('count', rows), plottedValue('share', rows)]).toEqual([40, 12, null]);
});

import { expect, test } from 'vitest';
import { changedDay, dayOfInstant, endOfDay, fieldOfInstant, instantOfField } from './local-time';

test.each(['2026-11-21T14:31:00.000Z', '2026-03-29T00:59:00.000Z', '2024-02-29T23:59:00.000Z'])('%s there and back', (at) => {
  for (const zone of ['UTC', undefined] as const) expect(instantOfField(fieldOfInstant(at, zone), zone)).toBe(at);
});

test('an empty or broken field names nothing', () => {
  expect(instantOfField('', 'UTC')).toBeUndefined();
  expect(instantOfField('soon', undefined)).toBeUndefined();
  expect(fieldOfInstant('2026-11-21T14:31:59.999Z', 'UTC')).toBe('2026-11-21T14:31');
});

test('a day there and back is the same day, wherever the reader is', () => {
  for (const day of ['2026-11-26', '2026-03-29', '2024-02-29']) expect(dayOfInstant(endOfDay(day))).toBe(day);
});

test('a day that stays keeps its hour; another one ends late; an emptied one is none', () => {
  const noon = new Date('2026-11-26T12:00:00').toISOString();
  expect(changedDay('2026-11-26', noon)).toBeUndefined();
  expect(changedDay('', null)).toBeUndefined();
  expect(changedDay('2026-11-27', noon)).toBe(endOfDay('2026-11-27'));
  expect(changedDay('2026-11-27', null)).toBe(endOfDay('2026-11-27'));
  expect(changedDay('', noon)).toBeNull();
});

import { expect, test } from 'vitest';
import { dayOfInstant, endOfDay, fieldOfInstant, instantOfField } from './local-time';

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

import { expect, test } from 'vitest';
import { clockLine, countdown } from './countdown';

test.each([
  [-1, '00:00'],
  [999, '00:00'],
  [252_000, '04:12'],
  [3_599_999, '59:59'],
  [3_600_000, '1 h'],
  [11_100_000, '3 h 5 min'],
  [187_200_000, '2 d 4 h'],
])('%i ms: %s', (ms, words) => expect(countdown(ms)).toBe(words));

test('a line says what is due, by how much it is late, or how it ended', () => {
  const dueAt = new Date(600_000).toISOString();
  expect(clockLine({ clock: 'update', state: 'running', dueAt }, 348_000)).toBe('Update due in 04:12');
  expect(clockLine({ clock: 'update', state: 'overdue', dueAt }, 660_000)).toBe('Update overdue by 01:00');
  expect(clockLine({ clock: 'acknowledge', state: 'met', dueAt, elapsedMs: 360_000 }, 0)).toBe('Acknowledged in 6 min');
  expect(clockLine({ clock: 'status_page', state: 'paused', dueAt }, 0)).toBe('Status page paused');
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRetryAfter } from './read-retry-after';

const now = new Date('2026-11-26T10:00:00Z');

test.each([
  ['7', 7_000],
  [' 30 ', 30_000],
  ['0', 0],
  ['Thu, 26 Nov 2026 10:02:00 GMT', 120_000],
  ['Thu, 26 Nov 2026 09:00:00 GMT', 0],
  ['99999', 3_600_000],
  ['soon', undefined],
  ['-5', undefined],
  ['1.5', undefined],
  ['', undefined],
  [undefined, undefined],
])('%s waits %s ms', (header, waitMs) => {
  expect(readRetryAfter(header, now)).toBe(waitMs);
});

test('whatever a receiver says, the wait is none or within an hour', () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      const waitMs = readRetryAfter(header, now);
      expect(waitMs === undefined || (waitMs >= 0 && waitMs <= 3_600_000)).toBe(true);
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fieldOfWallClock, instantOfWallClock } from './wall-clock';

test.each([
  ['2026-11-27T10:00', 'UTC', '2026-11-27T10:00:00.000Z'],
  ['2026-11-27T10:00', 'Europe/Berlin', '2026-11-27T09:00:00.000Z'],
  ['2026-07-01T10:00', 'America/New_York', '2026-07-01T14:00:00.000Z'],
  ['2026-11-27T10:00', 'Asia/Kathmandu', '2026-11-27T04:15:00.000Z'],
  // The clock goes from 2 to 3: there is no half past two.
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  // It goes back from 3 to 2: the first of the two.
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
])('%s in %s is %s', (field, zone, instant) => {
  expect(instantOfWallClock(field, zone)).toBe(instant);
});

test('what a field shows of an instant names an instant that shows the same, in every zone', () => {
  const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Apia', 'Australia/Lord_Howe', 'Asia/Kolkata');
  const minutes = fc.integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2030, 0) / 60_000 });
  fc.assert(
    fc.property(minutes, zones, (minute, zone) => {
      const field = fieldOfWallClock(new Date(minute * 60_000).toISOString(), zone);
      expect(fieldOfWallClock(instantOfWallClock(field, zone) ?? '', zone)).toBe(field);
    }),
  );
});

test('an empty field names nothing', () => {
  expect(instantOfWallClock('', 'UTC')).toBeUndefined();
});

import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { nextTick } from './next-tick';

const at = (text: string) => new Date(text);
const every = (everySeconds: number) => ({ everySeconds, dailyMinute: null, zone: null });
const daily = (dailyMinute: number, zone: string) => ({ everySeconds: null, dailyMinute, zone });

test.each([
  ['a minute later', every(60), '2026-11-26T03:00:00Z', '2026-11-26T03:00:01Z', '2026-11-26T03:01:00Z'],
  ['at the beat after the one that is now', every(60), '2026-11-26T03:00:00Z', '2026-11-26T03:01:00Z', '2026-11-26T03:02:00Z'],
  ['an hour was missed: the next beat, not sixty', every(60), '2026-11-26T03:00:00Z', '2026-11-26T04:00:30Z', '2026-11-26T04:01:00Z'],
  ['a clock that was set back', every(60), '2026-11-26T03:00:00Z', '2026-11-26T02:00:00Z', '2026-11-26T03:01:00Z'],
  ['later today', daily(190, 'UTC'), '2026-11-25T03:10:00Z', '2026-11-26T03:00:00Z', '2026-11-26T03:10:00Z'],
  ['tomorrow, when it is now', daily(190, 'UTC'), '2026-11-25T03:10:00Z', '2026-11-26T03:10:00Z', '2026-11-27T03:10:00Z'],
  ['in the zone', daily(190, 'Asia/Karachi'), '2026-11-25T03:10:00Z', '2026-11-26T03:00:00Z', '2026-11-26T22:10:00Z'],
  [
    'the hour that summer time leaps over',
    daily(150, 'Europe/Berlin'),
    '2026-03-28T01:30:00Z',
    '2026-03-28T20:00:00Z',
    '2026-03-29T01:30:00Z',
  ],
  ['the hour that comes twice: once', daily(150, 'Europe/Berlin'), '2026-10-24T00:30:00Z', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z'],
])('%s', (_, pace, last, now, next) => {
  expect(nextTick(pace, at(last), at(now)).toISOString()).toBe(at(next).toISOString());
});

const instant = fc.date({ min: at('2020-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z'), noInvalidDate: true });

test('an interval is after now, by no more than itself once the last tick is past, and on its beat', () => {
  fc.assert(
    fc.property(fc.integer({ min: 60, max: 604_800 }), instant, instant, (everySeconds, a, b) => {
      const [last, now] = a <= b ? [a, b] : [b, a];
      const next = nextTick(every(everySeconds), last, now);
      expect(next > now).toBe(true);
      expect(next.getTime() - now.getTime()).toBeLessThanOrEqual(everySeconds * 1_000);
      expect((next.getTime() - last.getTime()) % (everySeconds * 1_000)).toBe(0);
    }),
  );
});

test('daily is after now, within a day and the hour of a change, and twice in a row are different days', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_439 }),
      fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
      instant,
      (minute, zone, now) => {
        const next = nextTick(daily(minute, zone), now, now);
        const after = nextTick(daily(minute, zone), next, next);
        expect(next > now).toBe(true);
        expect(next.getTime() - now.getTime()).toBeLessThanOrEqual(25 * 3_600_000);
        const dayOf = (when: Date) => DateTime.fromJSDate(when, { zone }).toISODate();
        expect(dayOf(after)).not.toBe(dayOf(next));
      },
    ),
  );
});

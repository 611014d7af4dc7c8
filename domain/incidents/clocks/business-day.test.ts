import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, test } from 'vitest';
import { businessDayEnd } from './business-day';
import { type Calendar, timeZones } from './schema';

const office = (zone: string, more: Partial<Calendar> = {}): Calendar => ({
  zone,
  weekdays: [1, 2, 3, 4, 5],
  startMinute: 9 * 60,
  endMinute: 17 * 60,
  holidays: new Set(),
  ...more,
});

describe('S2-81: the end of the next business day', () => {
  const berlin = office('Europe/Berlin', { holidays: new Set(['2026-12-25', '2026-12-28']) });
  test.each([
    ['on a Thursday at noon: Friday', '2026-11-26T11:00Z', 1, '2026-11-27T16:00Z'],
    ['before the day begins: that day', '2026-11-26T03:00Z', 1, '2026-11-26T16:00Z'],
    ['as the day begins: the next one', '2026-11-26T08:00Z', 1, '2026-11-27T16:00Z'],
    ['on a Friday evening: Monday', '2026-11-27T20:00Z', 1, '2026-11-30T16:00Z'],
    ['on a Saturday: Monday', '2026-11-28T09:00Z', 1, '2026-11-30T16:00Z'],
    ['three of them from a Friday: Wednesday', '2026-11-27T12:00Z', 3, '2026-12-02T16:00Z'],
    ['over a weekend between holidays', '2026-12-24T12:00Z', 1, '2026-12-29T16:00Z'],
    ['from leap day', '2028-02-29T12:00Z', 1, '2028-03-01T16:00Z'],
    ['to leap day', '2028-02-28T12:00Z', 1, '2028-02-29T16:00Z'],
    ['over the change to summer time: an hour earlier in UTC', '2026-03-27T12:00Z', 1, '2026-03-30T15:00Z'],
    ['over the change to winter time', '2026-10-23T12:00Z', 1, '2026-10-26T16:00Z'],
  ])('%s', (_, after, days, end) => {
    expect(businessDayEnd(new Date(after), days, berlin)).toEqual(new Date(end));
  });

  test('a calendar without business days is refused, not looked through for ever', () => {
    expect(() => businessDayEnd(new Date(), 1, office('UTC', { weekdays: [] }))).toThrow('no business day');
  });

  test('a day may end at midnight, and the date is the zone’s', () => {
    const auckland = office('Pacific/Auckland', { endMinute: 1_440 });
    expect(businessDayEnd(new Date('2026-11-26T12:00Z'), 1, auckland)).toEqual(new Date('2026-11-27T11:00Z'));
  });

  test('an end that the clocks leap over is where they go on', () => {
    const night = office('America/New_York', { weekdays: [7], startMinute: 0, endMinute: 150 });
    expect(businessDayEnd(new Date('2026-03-07T12:00Z'), 1, night)).toEqual(new Date('2026-03-08T07:30Z'));
  });

  test('a day that a zone never had is passed over', () => {
    expect(businessDayEnd(new Date('2011-12-29T22:00Z'), 1, office('Pacific/Apia', { weekdays: [5, 6] }))).toEqual(
      new Date('2011-12-31T03:00Z'),
    );
  });

  test('a zone that is not known is said, not looked for without end', () => {
    expect(() => businessDayEnd(new Date(), 1, office('Mars/Olympus'))).toThrow('Mars/Olympus is not known');
  });
});

const anInstant = fc.date({ min: new Date('1975-01-01'), max: new Date('2045-01-01'), noInvalidDate: true });
const aDate = fc.date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
const aCalendar = fc
  .record({
    zone: fc.constantFrom(...timeZones()),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    hours: fc.tuple(fc.integer({ min: 0, max: 1_440 }), fc.integer({ min: 0, max: 1_440 })).filter(([a, b]) => a !== b),
    holidays: fc.array(aDate, { maxLength: 40 }),
  })
  .map(({ zone, weekdays, hours, holidays }): Calendar => {
    const [startMinute = 0, endMinute = 1] = hours.toSorted((a, b) => a - b);
    return { zone, weekdays, startMinute, endMinute, holidays: new Set(holidays.map((date) => date.toISOString().slice(0, 10))) };
  });

test('S2-81: it is after the instant, on a business day that begins after it, and a later day ends later', () => {
  fc.assert(
    fc.property(anInstant, fc.integer({ min: 1, max: 30 }), aCalendar, (after, days, calendar) => {
      const end = businessDayEnd(after, days, calendar);
      expect(end.getTime()).toBeGreaterThan(after.getTime());
      expect(businessDayEnd(after, days + 1, calendar).getTime()).toBeGreaterThan(end.getTime());
      // A minute before the end is still of that day, also where the end is midnight or was leapt over.
      const last = DateTime.fromJSDate(end, { zone: calendar.zone }).minus({ minutes: 1 });
      const day = calendar.weekdays.includes(last.weekday) && !calendar.holidays.has(last.toISODate() ?? '');
      expect(day || DateTime.fromJSDate(end, { zone: calendar.zone }).startOf('day').toMillis() === end.getTime()).toBe(true);
      // Asked at that end, the next one is a later day.
      expect(businessDayEnd(end, 1, calendar).getTime()).toBeGreaterThan(end.getTime());
    }),
    { numRuns: 300 },
  );
});

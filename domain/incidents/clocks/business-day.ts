import { DateTime } from 'luxon';
import type { Calendar } from './schema';

/** A calendar without a business day in so long has none. */
const MOST_DAYS = 3_660;

/** The end of the so-manieth business day that begins after an instant. Throws for a calendar that has none. */
export function businessDayEnd(after: Date, days: number, calendar: Calendar): Date {
  let day: DateTime<boolean> = DateTime.fromJSDate(after, { zone: calendar.zone }).startOf('day');
  if (!day.isValid) throw new Error(`The time zone ${calendar.zone} is not known here. Choose another in the settings of the calendar.`);
  for (let left = days, looked = 0; looked < MOST_DAYS; looked++, day = nextDay(day)) {
    if (!isBusinessDay(day, calendar) || at(day, calendar.startMinute) <= after.getTime()) continue;
    left--;
    if (left === 0) return new Date(at(day, calendar.endMinute));
  }
  throw new Error('The calendar has no business day in ten years. Choose business days in the settings of the calendar.');
}

const isBusinessDay = (day: DateTime, { weekdays, holidays }: Calendar): boolean =>
  weekdays.includes(day.weekday) && !holidays.has(day.toISODate() ?? '');

const nextDay = (day: DateTime): DateTime => day.plus({ days: 1 }).startOf('day');

/** The instant at which the day's wall clock shows this minute; 1440 is the next day's beginning. */
function at(day: DateTime, minute: number): number {
  if (minute === 1_440) return nextDay(day).toMillis();
  return day.set({ hour: Math.floor(minute / 60), minute: minute % 60 }).toMillis();
}

import { DateTime } from 'luxon';
import type { Pace } from './rules';

const DAY_MINUTES = 1_440;

/**
 * The first tick after `now`. An interval keeps its beat, counted from `last`, so that what was missed is left out and never piled
 * up; a time of the day follows the zone's clock through its changes, and one that the clock leaps over is taken just after.
 */
export function nextTick(pace: Pace & { zone: string | null }, last: Date, now: Date): Date {
  if (pace.everySeconds !== null) return nextBeat(pace.everySeconds * 1_000, last, now);
  const minute = pace.dailyMinute ?? 0;
  const today = DateTime.fromJSDate(now, { zone: pace.zone ?? 'UTC' }).startOf('day');
  if (!today.isValid) throw new Error(`The time zone ${pace.zone} is not known here. Choose another for what runs daily.`);
  for (let days = 0; ; days++) {
    const at = onDay(today.plus({ days }), minute);
    if (at.getTime() > now.getTime()) return at;
  }
}

function nextBeat(everyMs: number, last: Date, now: Date): Date {
  const beats = Math.floor((now.getTime() - last.getTime()) / everyMs) + 1;
  return new Date(last.getTime() + Math.max(1, beats) * everyMs);
}

const onDay = (day: DateTime, minute: number): Date =>
  day.set({ hour: Math.floor((minute % DAY_MINUTES) / 60), minute: minute % 60 }).toJSDate();

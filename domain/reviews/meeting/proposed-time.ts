import type { Calendar } from '@/domain/incidents/clocks/schema';

const MINUTE_MS = 60_000;
/** Late enough that people have come, early enough that it is not put off. */
const AFTER_START_MINUTES = 60;
const LONGEST_MINUTES = 60;

/** An hour after people begin to work on the business day that ends at `dayEnd`; at its beginning where the day is shorter. */
export function proposedTime(dayEnd: Date, { startMinute, endMinute }: Pick<Calendar, 'startMinute' | 'endMinute'>): Date {
  const length = endMinute - startMinute;
  const after = length >= AFTER_START_MINUTES + LONGEST_MINUTES ? AFTER_START_MINUTES : 0;
  return new Date(dayEnd.getTime() - (length - after) * MINUTE_MS);
}

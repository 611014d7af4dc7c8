/** An instant as a field of date and time takes it, in the zone of the reader, or in UTC until that is known. */
export function fieldOfInstant(at: string, zone: 'UTC' | undefined): string {
  const date = new Date(at);
  const shifted = zone ? date : new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** The instant that such a field names, ISO 8601 UTC; undefined while it is empty. */
export function instantOfField(value: string, zone: 'UTC' | undefined): string | undefined {
  const date = new Date(zone ? `${value}Z` : value);
  return value && !Number.isNaN(date.getTime()) ? date.toISOString() : undefined;
}

/** The day of an instant as a field of a day takes it, where the reader is. */
export const dayOfInstant = (at: string): string => fieldOfInstant(at, undefined).slice(0, 10);

/** The last minute of such a day where the reader is. */
export const endOfDay = (day: string): string => new Date(`${day}T23:59:00`).toISOString();

/** What a field of a day makes of an instant: undefined where it is the same day still, whose hour stays; null where it was emptied. */
export function changedDay(day: string, before: string | null): string | null | undefined {
  if (day === (before ? dayOfInstant(before) : '')) return undefined;
  return day ? endOfDay(day) : null;
}

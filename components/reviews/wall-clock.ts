const MINUTE_MS = 60_000;

/** How far the wall clock of a zone is ahead of UTC at an instant. */
function offsetMs(atMs: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(atMs);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return Math.round((shown - atMs) / MINUTE_MS) * MINUTE_MS;
}

/** An instant as a field of date and time takes it, by the wall clock of a zone. */
export function fieldOfWallClock(at: string, zone: string): string {
  const atMs = Date.parse(at);
  return new Date(atMs + offsetMs(atMs, zone)).toISOString().slice(0, 16);
}

/**
 * The instant that such a field names, ISO 8601 UTC; undefined while it is empty. An hour that the zone leaves out is taken as the one
 * after it, an hour that it has twice as the first.
 */
export function instantOfWallClock(value: string, zone: string): string | undefined {
  const shownMs = Date.parse(`${value}Z`);
  if (!value || Number.isNaN(shownMs)) return undefined;
  const [before, after] = [offsetMs(shownMs - 86_400_000, zone), offsetMs(shownMs + 86_400_000, zone)];
  const fitting = [shownMs - before, shownMs - after].filter((atMs) => atMs + offsetMs(atMs, zone) === shownMs);
  return new Date(fitting.length ? Math.min(...fitting) : shownMs - before).toISOString();
}

const MINUTE_MS = 60_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "14:30" in UTC. */
export const utcClock = (at: Date): string => at.toISOString().slice(11, 16);
const utcDay = (at: Date): string => `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`;

/** "26 Nov 2026, 14:30 UTC". */
export const utcInstant = (at: Date): string => `${utcDay(at)} ${at.getUTCFullYear()}, ${utcClock(at)} UTC`;

const counted = (count: number, word: string) => (count ? [`${count} ${word}${count === 1 ? '' : 's'}`] : []);

/** A length of time as a person says it: "45 minutes", "1 hour 5 minutes", "2 days 3 hours". Less than a minute is one. */
export function spanWords(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / MINUTE_MS));
  const [days, hours, rest] = [Math.floor(minutes / 1_440), Math.floor(minutes / 60) % 24, minutes % 60];
  return (days ? [...counted(days, 'day'), ...counted(hours, 'hour')] : [...counted(hours, 'hour'), ...counted(rest, 'minute')]).join(' ');
}

/** "45 minutes, 14:30–15:15 UTC"; with the days where they differ; "so far" while it lasts. */
export function durationWords(startedAt: Date, endedAt: Date | null, now: Date): string {
  if (!endedAt) return `${spanWords(now.getTime() - startedAt.getTime())} so far, since ${onDay(startedAt, now)}${utcClock(startedAt)} UTC`;
  const span = spanWords(endedAt.getTime() - startedAt.getTime());
  if (utcDay(startedAt) === utcDay(endedAt)) return `${span}, ${utcClock(startedAt)}–${utcClock(endedAt)} UTC`;
  return `${span}, ${utcDay(startedAt)} ${utcClock(startedAt)} – ${utcDay(endedAt)} ${utcClock(endedAt)} UTC`;
}

const onDay = (at: Date, now: Date): string => (utcDay(at) === utcDay(now) ? '' : `${utcDay(at)} `);

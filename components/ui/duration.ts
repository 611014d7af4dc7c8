const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in milliseconds as a person says it: "34 ms", "2.4 s", "41 min", "3 h 05 min", "2 d 4 h". */
export function durationInWords(durationMs: number): string {
  const ms = Math.max(0, durationMs);
  if (ms < SECOND) return `${Math.round(ms)} ms`;
  if (ms < 10 * SECOND) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`;
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < 10 * MINUTE) return withRest(ms, MINUTE, 'min', SECOND, 's');
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < DAY) return withRest(ms, HOUR, 'h', MINUTE, 'min');
  return withRest(ms, DAY, 'd', HOUR, 'h');
}

function withRest(ms: number, unitMs: number, unit: string, restMs: number, rest: string): string {
  const left = Math.floor((ms % unitMs) / restMs);
  return `${Math.floor(ms / unitMs)} ${unit}${left ? ` ${left} ${rest}` : ''}`;
}

/** How long something has lasted, in whole steps that do not flicker: "12 s", "41 min", "3 h 5 min", "2 d 4 h". */
export function ageInWords(ageMs: number): string {
  const ms = Math.max(0, ageMs);
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  return durationInWords(ms);
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** An instant seen from `now`, both in ms since the epoch: "just now", "5 min ago", "in 12 min", "3 d ago", "14 Mar", "14 Mar 2025". */
export function relativeTime(atMs: number, nowMs: number): string {
  const ageMs = nowMs - atMs;
  const distance = Math.abs(ageMs);
  if (distance < 5 * SECOND) return 'just now';
  if (distance < 14 * DAY) {
    const words = distance < DAY ? ageInWords(distance) : `${Math.floor(distance / DAY)} d`;
    return ageMs >= 0 ? `${words} ago` : `in ${words}`;
  }
  const at = new Date(atMs);
  const day = `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]}`;
  return at.getUTCFullYear() === new Date(nowMs).getUTCFullYear() ? day : `${day} ${at.getUTCFullYear()}`;
}

/** "2026-11-21 14:31:05 UTC". */
export const utcTime = (at: Date): string => `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;

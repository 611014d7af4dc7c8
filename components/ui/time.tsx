'use client';
import { useSyncExternalStore } from 'react';
import { ageInWords, relativeTime, utcTime } from './duration';
import { useNow } from './use-now';

const never = () => () => {};
let local: Intl.DateTimeFormat | undefined;

/** The zone to show times in: UTC until the reader's browser has spoken, then undefined, which means its own. */
export const useTimeZone = (): 'UTC' | undefined =>
  useSyncExternalStore(
    never,
    () => undefined,
    () => 'UTC',
  );

function bothTimes(at: string, zone: 'UTC' | undefined): string {
  const date = new Date(at);
  if (zone) return utcTime(date);
  local ??= new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  return `${utcTime(date)}\n${local.format(date)} here`;
}

/** HH:MM in the zone. */
function clock(atMs: number, zone: 'UTC' | undefined): string {
  const at = new Date(atMs);
  if (zone) return at.toISOString().slice(11, 16);
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
}

/** An instant (ISO 8601) as "41 min ago", with UTC and local time on hover; keeps itself current. `form="clock"` shows HH:MM instead. */
export function Time({ at, form = 'relative', className }: { at: string; form?: 'relative' | 'clock'; className?: string }) {
  const zone = useTimeZone();
  const atMs = Date.parse(at);
  const text = useNow((nowMs) => (form === 'clock' ? clock(atMs, zone) : relativeTime(atMs, nowMs)));
  return (
    <time dateTime={at} title={bothTimes(at, zone)} className={className} suppressHydrationWarning>
      {text}
    </time>
  );
}

/** How long since an instant, or between two: "41 min". */
export function Age({ since, until, className }: { since: string; until?: string | null; className?: string }) {
  const zone = useTimeZone();
  const text = useNow((nowMs) => ageInWords((until ? Date.parse(until) : nowMs) - Date.parse(since)));
  return (
    <time dateTime={since} title={`since ${bothTimes(since, zone)}`} className={className} suppressHydrationWarning>
      {text}
    </time>
  );
}

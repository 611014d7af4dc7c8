const MINUTE_MS = 60_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const counted = (count: number, word: string) => (count ? [`${count} ${word}${count === 1 ? '' : 's'}`] : []);

/** A length of time as a person says it, in its two largest parts: "45 seconds", "1 hour 5 minutes", "2 days 3 hours". */
export function spanWords(ms: number): string {
  if (ms < 1_000) return 'less than a second';
  if (ms < MINUTE_MS) return counted(Math.round(ms / 1_000), 'second').join();
  const minutes = Math.round(ms / MINUTE_MS);
  const [days, hours, rest] = [Math.floor(minutes / 1_440), Math.floor(minutes / 60) % 24, minutes % 60];
  return (days ? [...counted(days, 'day'), ...counted(hours, 'hour')] : [...counted(hours, 'hour'), ...counted(rest, 'minute')]).join(' ');
}

const COLOURS = /\u001b\[[0-9;]*m/g;
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

/** What a program put out, as it can be shown and quoted: without colours, and without what could hide in it. */
export const seenText = (text: string): string => text.replace(COLOURS, '').replace(UNSEEN, '');

/** What a run came to: "fail (97 of 100 used)". A reason that begins with the verdict says it once. */
export function outcomeWords({ verdict, state, reason }: { verdict: string | null; state: string; reason: string | null }): string {
  const outcome = verdict ?? state.replace('_', ' ');
  const why = reason?.startsWith(`${outcome}: `) ? reason.slice(outcome.length + 2) : reason;
  return why ? `${outcome} (${why})` : outcome;
}

/** "within 7 days". */
export const withinWords = (days: number): string => (days === 1 ? 'within a day' : `within ${days} days`);

/** "14:30". */
export const utcClock = (at: string): string => at.slice(11, 16);

/** "26 Nov 2026". */
export const utcDay = (at: string): string => `${Number(at.slice(8, 10))} ${MONTHS[Number(at.slice(5, 7)) - 1]} ${at.slice(0, 4)}`;

/** "26 Nov 2026, 14:30 UTC". */
export const utcInstant = (at: string): string => `${utcDay(at)}, ${utcClock(at)} UTC`;

/** The same instant as the clock on the wall shows it in a zone: "26 Nov 2026, 15:30 (Europe/Berlin)". */
export function zonedInstant(at: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(at));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('day')} ${part('month').slice(0, 3)} ${part('year')}, ${part('hour')}:${part('minute')} (${zone})`;
}

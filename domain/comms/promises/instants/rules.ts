const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** A time of day that passed so lately was meant for today: it promises nothing for tomorrow. */
const JUST_PASSED_MS = 2 * 60 * MINUTE_MS;

/** Minutes ahead of UTC. */
const OFFSETS: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  Z: 0,
  WET: 0,
  WEST: 60,
  BST: 60,
  CET: 60,
  CEST: 120,
  EET: 120,
  EEST: 180,
  IST: 330,
  JST: 540,
  AEST: 600,
  AEDT: 660,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const ZONE = String.raw`(?:UTC|GMT)\s*[+-]\d{1,2}(?::?\d{2})?|[+-]\d{2}:?\d{2}|(?:${Object.keys(OFFSETS).join('|')})(?![\w/])|[A-Za-z]{3,}\/[A-Za-z_]+`;
const TIME = new RegExp(
  String.raw`(?:\b(?:at|by|before|around|until|for|from)\s+(?:about\s+|around\s+)?|[:(,–—]\s*|\bT?(?=\d{1,2}[:.]\d{2}))(?<hour>\d{1,2})(?:(?:[:.]|h)(?<minute>\d{2}))?(?!\d|[:.]\d)\s*(?<half>[ap]m)?\b\s*(?<zone>${ZONE})?`,
  'gi',
);
const WORD_TIME = /\b(?:at|by|before|around|until)\s+(?<word>noon|midday|midnight)\b\s*(?<zone>UTC|GMT|CES?T|BST|E[SD]T|P[SD]T)?\b/gi;

type Day = { year: number; month: number; day: number };

/** Minutes that a zone is ahead of UTC at an instant; null for a zone that is not known. */
function offsetMinutes(zone: string, atMs: number): number | null {
  const known = OFFSETS[zone.toUpperCase()];
  if (known !== undefined) return known;
  const numeric = /^(?:UTC|GMT)?\s*([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone);
  if (numeric) return (numeric[1] === '-' ? -1 : 1) * (Number(numeric[2]) * 60 + Number(numeric[3] ?? 0));
  try {
    const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(atMs);
    return offsetMinutes(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '', atMs);
  } catch {
    return null;
  }
}

const dayOf = (atMs: number): Day => {
  const at = new Date(atMs);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth(), day: at.getUTCDate() };
};

/** The day that a sentence names, seen from `here` (the zone's own date); null when it names none. */
function namedDay(sentence: string, hereMs: number): Day | null {
  const iso = /\b(\d{4})-(\d{2})-(\d{2})/.exec(sentence);
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]) - 1, day: Number(iso[3]) };
  if (/\btomorrow\b/i.test(sentence)) return dayOf(hereMs + DAY_MS);
  const written = /\b(\d{1,2})(?:st|nd|rd|th)?\s+(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b(?:\s+(\d{4}))?/i.exec(sentence);
  const american =
    /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+(\d{1,2})(?:st|nd|rd|th)?\b(?![:.]\d)(?:,?\s+(\d{4}))?/i.exec(sentence);
  const [day, month, year] = written ? [written[1], written[2], written[3]] : american ? [american[2], american[1], american[3]] : [];
  if (day && month) return { year: Number(year ?? dayOf(hereMs).year), month: MONTHS.indexOf(month.toLowerCase()), day: Number(day) };
  const weekday = /\b(sun|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?)(?:day)\b/i.exec(sentence);
  if (!weekday) return null;
  const ahead = (WEEKDAYS.indexOf((weekday[1] ?? '').slice(0, 3).toLowerCase()) - new Date(hereMs).getUTCDay() + 7) % 7;
  return dayOf(hereMs + ahead * DAY_MS);
}

function minuteOfDay({ word, hour, minute, half }: Record<string, string | undefined>): number | null {
  if (word) return word.toLowerCase() === 'midnight' ? 0 : 12 * 60;
  const hours = Number(hour);
  if (!minute && !half) return null;
  if (half && (hours < 1 || hours > 12)) return null;
  const of24 = half ? (hours % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : hours;
  const minutes = Number(minute ?? 0);
  return of24 > 23 || minutes > 59 ? null : of24 * 60 + minutes;
}

/** The instant of a time of day in a zone: on the day that is named, else the next that comes. */
function instantOf(minutes: number, zone: string, sentence: string, now: Date): number | null {
  const ahead = offsetMinutes(zone, now.getTime());
  if (ahead === null) return null;
  const hereMs = now.getTime() + ahead * MINUTE_MS;
  const named = namedDay(sentence, hereMs);
  const { year, month, day } = named ?? dayOf(hereMs);
  const at = (plusDays: number) => {
    const wallMs = Date.UTC(year, month, day + plusDays) + minutes * MINUTE_MS;
    return wallMs - (offsetMinutes(zone, wallMs - ahead * MINUTE_MS) ?? ahead) * MINUTE_MS;
  };
  if (named) return at(0);
  const today = at(0);
  if (today > now.getTime()) return today;
  return now.getTime() - today <= JUST_PASSED_MS ? null : at(1);
}

/** The instants that times of day in a sentence mean, each with where its words end. */
export function instantsIn(sentence: string, now: Date): { end: number; atMs: number }[] {
  return [...sentence.matchAll(TIME), ...sentence.matchAll(WORD_TIME)].flatMap((match) => {
    const minutes = minuteOfDay(match.groups ?? {});
    const atMs = minutes === null ? null : instantOf(minutes, match.groups?.zone ?? 'UTC', sentence, now);
    return atMs === null ? [] : [{ end: match.index + match[0].length, atMs }];
  });
}

const WORDS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  eight: 8,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  'forty-five': 45,
  sixty: 60,
  ninety: 90,
};
const UNIT_MINUTES: Readonly<Record<string, number>> = { m: 1, h: 60, d: 24 * 60 };

const AMOUNT = String.raw`(?<half>half(?:\s+an?|\s+of an)?\s*-?)?\s*(?<count>\d{1,4}(?![\d:.]\d)|${Object.keys(WORDS)
  .toSorted((a, b) => b.length - a.length)
  .join('|')})?(?:\s*(?:-|–|to)\s*\d{1,4})?[\s-]*(?<unit>minutes?|mins?|hours?|hrs?|days?|m|h)\b`;

export type FoundMinutes = { minutes: number; end: number };

const EVERY = new RegExp(String.raw`\bevery\s+${AMOUNT}`, 'i');
const IN = new RegExp(
  String.raw`(?:\b(?:in|within|after)(?:\s+(?:the\s+next|about|around|at most|approximately|another))?|:)\s+${AMOUNT}`,
  'gi',
);
const HOURLY = /\b(half[- ])?hourly\b/i;

/** Minutes of a matched amount; null for none at all. */
function amountMinutes({ half, count, unit }: Record<string, string | undefined>): number | null {
  const per = UNIT_MINUTES[unit?.[0]?.toLowerCase() ?? ''];
  if (!per) return null;
  const number = count === undefined ? 1 : (WORDS[count.toLowerCase()] ?? Number(count));
  const minutes = Math.round(number * per * (half ? 0.5 : 1));
  return minutes >= 1 ? minutes : null;
}

function minutesAt(match: RegExpExecArray | null, base = 0): FoundMinutes | null {
  const minutes = match ? amountMinutes(match.groups ?? {}) : null;
  return match && minutes ? { minutes, end: base + match.index + match[0].length } : null;
}

/** "every 30 minutes" and "in 20 minutes" of what follows an announcement; "every …" may stand before it too. */
export function durations(after: string, before: string): { cadence: FoundMinutes | null; delays: FoundMinutes[] } {
  const hourly = HOURLY.exec(after);
  const often = minutesAt(EVERY.exec(after)) ?? (hourly ? { minutes: hourly[1] ? 30 : 60, end: hourly.index + hourly[0].length } : null);
  const ahead = /(?:^|[,:])\s*$/.test(before.replace(EVERY, '').trim() || ',') ? minutesAt(EVERY.exec(before)) : null;
  const delays = [...after.matchAll(IN)].flatMap((match) => minutesAt(match) ?? []);
  return { cadence: often ?? (ahead ? { minutes: ahead.minutes, end: 0 } : null), delays };
}

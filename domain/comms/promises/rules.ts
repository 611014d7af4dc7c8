import { durations, type FoundMinutes } from './amounts/rules';
import { instantsIn } from './instants/rules';

const MINUTE_MS = 60_000;
const MAX_MINUTES = 7 * 24 * 60;

export type FoundPromise = {
  /** The sentence that makes it. */
  words: string;
  dueAt: Date;
  /** For "every 30 minutes". */
  cadenceMinutes: number | null;
};

const SAYS = "(?:we|i|you)(?:['’]ll| will| shall| are going to| am going to| plan to| aim to| can)";
const TELLS = [
  '(?:update|inform|write to|report to|keep) you',
  'update (?:again|this)',
  '(?:provide|send|post|share|give|publish|issue|have|get|receive|expect)(?: you| out| with| the| an?| our| another| your)* (?:(?:next|further|new|regular|status|progress|more|brief) )*updates?',
  'report back',
  'write again',
  'be (?:back )?in touch',
  'get back to you',
  'be back with (?:more|news|an update)',
  'hear from us',
].join('|');

/** What announces that something will be said. */
const LEAD = new RegExp(
  [
    String.raw`\b(?:next|further|another|following|subsequent)\s+(?:(?:status|progress|regular|public)\s+)*updates?\b`,
    String.raw`(?:^|[:–—-]|\b(?:with|expect|regular|status|progress|for|send|post|provide|publish|sending|posting|providing|publishing|the team))\s*(?:(?:regular|status|progress|further)\s+)*updates?\b(?=[^.!?]{0,30}(?:\bevery\b|\b(?:half[- ])?hourly\b|\bfollow\b))`,
    String.raw`\bupdates?\s+(?:will|to)\s+follow\b`,
    String.raw`\b(?:half[- ])?hourly\s+(?:status\s+)?updates\b`,
    String.raw`\b${SAYS}\s+(?:also |then |again |next )?(?:${TELLS})`,
    String.raw`\bupdates?\s+(?:is|are)\s+(?:due|planned|expected|scheduled)\b`,
  ].join('|'),
  'i',
);

/** What has been, what is denied, what is only asked. */
const NOT_A_PROMISE =
  /\b(?:was|were|had|did|been|went|sent|(?<!you )posted|gave|provided|published|promised|said|missed|received|used to|yesterday|ago|previous|previously|last|no|not|never|without|cannot|won['’]?t|can['’]?t|don['’]?t|didn['’]?t|should|would|could|might)\b/i;

/** Sentences, with what is quoted in them taken out. */
function sentencesOf(text: string): string[] {
  const said = text
    .replace(/^[ \t]*>.*$/gm, '')
    .replace(/“[^”]*”|„[^“”]*[“”]|«[^»]*»|"[^"\n]*"/g, ' ')
    .replace(/\b([ap])\.m\./gi, '$1m')
    .replace(/\b(?:no|not) later than\b/gi, 'by');
  return said
    .split(/(?<=[.!?;])(?=\s|$)|\n/)
    .map((sentence) => sentence.replace(/^[\s\-*•]+/, '').trim())
    .filter((sentence) => sentence !== '' && !sentence.endsWith('?'));
}

/**
 * The promise of a next update that a message makes, at its earliest instant; null when it makes none. What is quoted, past,
 * denied or asked makes none. A time without a zone is UTC; one without a day is the next that comes, unless it has just passed. Pure.
 */
export function promiseIn(text: string, now: Date): FoundPromise | null {
  const found = sentencesOf(text).flatMap((sentence) => promiseOf(sentence, now) ?? []);
  const first = found.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())[0];
  if (!first) return null;
  const cadence = found.find(({ cadenceMinutes }) => cadenceMinutes !== null)?.cadenceMinutes ?? null;
  return { ...first, cadenceMinutes: first.cadenceMinutes ?? cadence };
}

function promiseOf(sentence: string, now: Date): FoundPromise | null {
  const lead = LEAD.exec(sentence);
  if (!lead) return null;
  const ahead = sentence.slice(0, lead.index);
  const clause = ahead.slice(Math.max(...[',', ' and ', ' but ', ':'].map((mark) => ahead.lastIndexOf(mark))) + 1);
  const after = sentence.slice(lead.index);
  if (NOT_A_PROMISE.test(clause)) return null;
  const { cadence, delays } = durations(after, ahead);
  const fromNow = ({ minutes, end }: FoundMinutes) => ({ end, atMs: now.getTime() + minutes * MINUTE_MS });
  const meant = ({ end, atMs }: { end: number; atMs: number }) =>
    !NOT_A_PROMISE.test(after.slice(0, end)) && atMs > now.getTime() && atMs <= now.getTime() + MAX_MINUTES * MINUTE_MS;
  const said = [...delays.map(fromNow), ...instantsIn(after, now)].filter(meant);
  // "At 15:00, then every 30 minutes" begins at 15:00.
  const instants = said.length ? said : cadence ? [fromNow(cadence)].filter(meant) : [];
  if (instants.length === 0) return null;
  const kept = cadence && cadence.minutes <= MAX_MINUTES && !NOT_A_PROMISE.test(after.slice(0, cadence.end)) ? cadence.minutes : null;
  return { words: sentence.slice(0, 200), dueAt: new Date(Math.min(...instants.map(({ atMs }) => atMs))), cadenceMinutes: kept };
}

import type { BlockLine } from '@/components/incidents/notes/use-blocks';
import type { PersonLine } from '@/components/incidents/people/use-people';

const MINUTE_MS = 60_000;
const UNITS_MS: Readonly<Record<string, number>> = { m: MINUTE_MS, h: 60 * MINUTE_MS, d: 24 * 60 * MINUTE_MS };
const IN = /(?:^|\s)in\s+(\d{1,4})\s*(m|min|minutes?|h|hours?|d|days?)$/i;
const AT = /(?:^|\s)(?:due|by)\s+(\d{1,2}):(\d{2})$/i;

const lower = (text: string) => text.toLowerCase();
const startsWith = (text: string, start: string) => lower(text).startsWith(lower(start));

/** "word and the rest" in two. */
export function firstWord(rest: string): [string, string] {
  const [, word = '', after = ''] = /^(\S*)\s*([\s\S]*)$/.exec(rest.trim()) ?? [];
  return [word, after.trim()];
}

export type Due = { rest: string; dueAt?: Date };

/** Takes "due 15:00" or "in 30 min" off the end of a text. A time that has passed today is tomorrow's. */
export function takeDue(text: string, now: Date): Due {
  const within = IN.exec(text);
  if (within) {
    const afterMs = Number(within[1]) * (UNITS_MS[lower(within[2] ?? '').charAt(0)] ?? 0);
    return { rest: text.slice(0, within.index).trim(), dueAt: new Date(now.getTime() + afterMs) };
  }
  const at = AT.exec(text);
  const hours = Number(at?.[1]);
  const minutes = Number(at?.[2]);
  if (!at || hours > 23 || minutes > 59) return { rest: text.trim() };
  const dueAt = new Date(now);
  dueAt.setHours(hours, minutes, 0, 0);
  if (dueAt <= now) dueAt.setDate(dueAt.getDate() + 1);
  return { rest: text.slice(0, at.index).trim(), dueAt };
}

export type Mention = { rest: string; person?: PersonLine; unknown?: string };

/** Takes the first "@Name" out of a text: the longest name that is known, else a first name that only one person has. */
export function takeMention(text: string, people: readonly PersonLine[]): Mention {
  const at = /(?:^|\s)@(?=\S)/.exec(text);
  if (!at) return { rest: text.trim() };
  const from = at.index + at[0].length;
  const said = text.slice(from);
  const ends = (length: number) => !/[\p{L}\p{N}]/u.test(said.charAt(length));
  const whole = people.filter(({ name }) => name && startsWith(said, name) && ends(name.length));
  const longest = whole.reduce<PersonLine | undefined>(
    (best, one) => (best && best.name.length >= one.name.length ? best : one),
    undefined,
  );
  const [word] = firstWord(said);
  const first = people.filter(({ name }) => lower(name.split(' ')[0] ?? '') === lower(word));
  const person = longest ?? (first.length === 1 ? first[0] : undefined);
  if (!person) return { rest: text.trim(), unknown: word };
  const length = person === longest ? person.name.length : word.length;
  return { rest: `${text.slice(0, at.index).trim()} ${said.slice(length).trim()}`.trim(), person };
}

/** People whose name goes on from the "@…" at the end of a text, and the text before it. */
export function openMention(text: string, people: readonly PersonLine[]): { before: string; people: PersonLine[] } | null {
  const open = /(^|\s)@([^@\n]*)$/.exec(text);
  if (!open) return null;
  const typed = open[2] ?? '';
  const found = people.filter(({ name }) => startsWith(name, typed) && lower(name) !== lower(typed.trim()));
  return { before: text.slice(0, open.index) + (open[1] ?? ''), people: found };
}

/** The block that is meant: by its title or id, else the only one whose title has these words. */
export function findBlock(said: string, blocks: readonly BlockLine[]): BlockLine | undefined {
  const wanted = lower(said.trim());
  const exact = blocks.find(({ id, title }) => lower(title) === wanted || lower(id) === wanted);
  const like = blocksLike(said, blocks);
  return exact ?? (like.length === 1 ? like[0] : undefined);
}

/** Blocks whose title or id has all of these words. */
export function blocksLike(said: string, blocks: readonly BlockLine[]): BlockLine[] {
  const words = lower(said).split(/\s+/).filter(Boolean);
  return blocks.filter(({ id, title }) => words.every((word) => lower(`${title} ${id}`).includes(word)));
}

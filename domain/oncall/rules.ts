/** The letters on a telephone's keys. */
const KEYS = { abc: '2', def: '3', ghi: '4', jkl: '5', mno: '6', pqrs: '7', tuv: '8', wxyz: '9' };
const DIGIT_OF = new Map(Object.entries(KEYS).flatMap(([letters, digit]) => [...letters].map((letter) => [letter, digit] as const)));
const EXTENSION = /\b(?:ext|x)\.?\s*\d+$/i;

/**
 * A telephone number as a phone dials it (E.164), from what people write: separators go, and the letters of a vanity number become the
 * keys they stand on. A problem in words when it is none. Pure.
 */
export function readPhone(written: string): { value: string } | { problem: string } {
  const text = written.trim();
  if (!text.startsWith('+')) return { problem: 'must start with + and the country code, such as +44 20 7946 0018' };
  if (EXTENSION.test(text)) return { problem: 'must not have an extension; say it in the name' };
  if (!/^\+[0-9a-z\s().\-/]+$/i.test(text)) return { problem: 'must hold only digits, letters of the keypad and separators' };
  const dialled = [...text.toLowerCase()].map((char) => DIGIT_OF.get(char) ?? char).join('');
  const value = dialled.replace(/[^+\d]/g, '');
  return /^\+[1-9]\d{6,14}$/.test(value) ? { value } : { problem: 'must have 7 to 15 digits, the country code first' };
}

export type Level = { level: number; name: string; afterMinutes: number | null };
export type Asked = { level: number; at: string };
export type Standing = {
  level: number;
  /** Whether anyone asked it; else it has it from the declaration on, and may not know. */
  isAsked: boolean;
  askedAt: string;
  next: { level: number; name: string; dueAt: string } | null;
};

/**
 * Which level has it now, since when, and which is next and when. From the declaration on the first level has it; a level without
 * minutes is never next by itself. Pure.
 */
export function escalationStanding(levels: readonly Level[], asked: readonly Asked[], declaredAt: string): Standing {
  const first: Asked = { level: 1, at: declaredAt };
  const now = asked.reduce((highest, one) => (one.level >= highest.level ? one : highest), first);
  const next = [...levels].sort((a, b) => a.level - b.level).find(({ level, afterMinutes }) => level > now.level && afterMinutes !== null);
  const dueAt = next && new Date(Date.parse(now.at) + (next.afterMinutes ?? 0) * 60_000).toISOString();
  const isAsked = now !== first;
  return { level: now.level, isAsked, askedAt: now.at, next: next && dueAt ? { level: next.level, name: next.name, dueAt } : null };
}

type Findable = { role: string; name: string; level: number; team: string | null; areas: readonly string[] };
const FILLERS = new Set(['who', 'do', 'i', 'we', 'call', 'for', 'at', 'the', 'a', 'an', 'about', 'ask', 'to', 'is', 'on', 'in', 'level']);

/** The contacts that a question such as "who do I call for database at level 2" asks for. Every word must be found. Pure. */
export function findContacts<C extends Findable>(contacts: readonly C[], question: string): C[] {
  const text = question.toLowerCase();
  const level = /\b(?:level|l)\s*([1-4])\b/.exec(text);
  const words = text
    .replace(level?.[0] ?? '\0', ' ')
    .split(/[^\p{L}\p{N}@.+_-]+/u)
    .map((word) => word.replace(/^[.-]+|[.-]+$/g, ''))
    .filter((word) => word && !FILLERS.has(word));
  return contacts.filter((contact) => {
    if (level && contact.level !== Number(level[1])) return false;
    const all = [contact.role, contact.name, contact.team ?? '', ...contact.areas].join(' ').toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

import type { ActionItemKind, ActionItemState } from '@/prisma/generated/enums';
import type { PLACEHOLDERS } from './schema';

export const KIND_WORDS: Record<ActionItemKind, string> = {
  prevent: 'prevent it',
  detect: 'detect it sooner',
  mitigate: 'mitigate it faster',
  runbook: 'mend the runbook',
};
export const STATE_WORDS: Record<ActionItemState, string> = { open: 'open', done: 'done', verified: 'verified' };

const DAY_MS = 86_400_000;
const LONGEST_TITLE = 300;
const LONGEST_DETAIL = 10_000;
/** Longer addresses are cut off by some trackers and browsers. */
const LONGEST_IN_ADDRESS = 1_500;

/** When it is due: so many days after it was agreed; null where the policy sets no time. */
export const dueAfter = (days: number | null, at: Date): Date | null => (days === null ? null : new Date(at.getTime() + days * DAY_MS));

/** Not done by its time. What is done is not late, verified or not. */
export const isOverdue = ({ state, dueAt }: { state: ActionItemState; dueAt: Date | null }, now: Date): boolean =>
  state === 'open' && dueAt !== null && dueAt < now;

/** Lines of a text on prevention as titles of action items: list marks and numbers go, what is too short to mean anything goes. */
export function proposedTitles(prevention: string): string[] {
  const lines = prevention
    .split(/\r?\n|(?<=[.;])\s+(?=[A-Z])/)
    .map((line) =>
      line
        .replace(/^\s*(?:[-*+•]|\d+[.)]|\[[ x]?\])\s*/i, '')
        .trim()
        .replace(/[.;]$/, ''),
    )
    .filter((line) => line.length > 3);
  return [...new Set(lines.map((line) => line.slice(0, LONGEST_TITLE)))];
}

type Item = { title: string; detail: string; number: number };

/** The address that opens a new issue for an item. Values are percent-encoded, so none can leave its place. */
export function trackerAddress(template: string, { title, detail, number }: Item, url: string): string {
  const values: Record<(typeof PLACEHOLDERS)[number], string> = {
    title,
    detail: detail.slice(0, LONGEST_IN_ADDRESS),
    number: String(number),
    url,
  };
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? encodeURIComponent(values[name as keyof typeof values]) : whole,
  );
}

type Stopped = { block: string; title: string; reason: string; isNew: boolean };
type Cleared = { block: string; title: string; isGone: boolean };

const quoted = (title: string) => `“${title}”`;

/** What an item about diagnostics that stopped working is called: their names, while they have room. */
export function titleOfStopped(stopped: readonly Stopped[]): string {
  const names = stopped.map(({ title }) => quoted(title)).join(', ');
  if (stopped.length === 1) return `${names} stopped working`.slice(0, LONGEST_TITLE);
  const counted = `${stopped.length} diagnostics stopped working`;
  return counted.length + names.length + 2 <= LONGEST_TITLE ? `${counted}: ${names}` : counted;
}

/** What was seen of each. */
export function detailOfStopped(stopped: readonly Stopped[]): string {
  if (stopped.length === 1) return stopped[0]?.reason ?? '';
  return stopped.reduce((detail, { title, reason }) => withLines(detail, [`${quoted(title)}: ${reason}`]), '');
}

/** The diagnostic whose run proves that the item is done; of several none is enough. */
export const proofOfStopped = ([first, ...others]: readonly Stopped[]): string | null =>
  first && others.length === 0 ? first.block : null;

/** What happened now, a line each: what stopped working, and what works again or is gone of that which the item names. */
export function linesOfChange(
  { stopped, cleared }: { stopped: readonly Stopped[]; cleared: readonly Cleared[] },
  item: { title: string; detail: string; createdById: string | null },
  now: Date,
): string[] {
  const day = now.toISOString().slice(0, 10);
  const isNamed = ({ title }: Cleared) => item.createdById === null || `${item.title} ${item.detail}`.includes(quoted(title));
  return [
    ...stopped.filter(({ isNew }) => isNew).map(({ title, reason }) => `${day}: ${quoted(title)} stopped working. ${reason}`),
    ...cleared
      .filter(isNamed)
      .map(({ title, isGone }) => `${day}: ${quoted(title)} ${isGone ? 'is no longer in the runbook' : 'works again'}.`),
  ];
}

/** A detail with further lines; those for which it has no room are left out, never what is there. */
export const withLines = (detail: string, lines: readonly string[]): string =>
  lines.reduce((whole, line) => (whole.length + line.length < LONGEST_DETAIL ? `${whole}${whole && '\n'}${line}` : whole), detail);

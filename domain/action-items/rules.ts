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
/** Longer addresses are cut off by some trackers and browsers. */
const LONGEST_DETAIL = 1_500;

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
    detail: detail.slice(0, LONGEST_DETAIL),
    number: String(number),
    url,
  };
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? encodeURIComponent(values[name as keyof typeof values]) : whole,
  );
}

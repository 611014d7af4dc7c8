import { utcClock, utcDay } from '../words/rules';
import type { ReviewDocument } from './schema';

/** A part of a timeline in which nothing is told. */
const GAP_MS = 15 * 60_000;

/** How long nothing is told between two moments; null where that is not worth saying, or the second one is not the later. */
export function gapMs(before: { at: string } | undefined, after: { at: string }): number | null {
  if (!before) return null;
  const ms = Date.parse(after.at) - Date.parse(before.at);
  return ms >= GAP_MS ? ms : null;
}

/** Whether a moment stands behind one that came later: somebody put it there. */
export const standsBack = (before: { at: string } | undefined, after: { at: string }): boolean =>
  before !== undefined && after.at < before.at;

/** How many of a review's action items are closed: "2 of 3 closed." */
export const closedWords = (items: readonly { state: string }[]): string =>
  `${items.filter(({ state }) => state !== 'open').length} of ${items.length} closed.`;

/** Of what was promised: how often it was kept in time, how often broken or late. What was withdrawn in time is neither. */
export function countPromises(promises: ReviewDocument['promises']): { kept: number; broken: number } {
  const broken = promises.filter(({ state, late }) => state === 'broken' || late).length;
  return { broken, kept: promises.filter(({ state, late }) => state === 'kept' && !late).length };
}

/** Whether a moment that has no heading follows one that has: what stands together ends before it. */
export const leavesHeading = (before: { heading: string } | undefined, after: { heading: string }): boolean =>
  Boolean(before?.heading) && !after.heading;

/** Whether what happened `after` is the first of its day (UTC) in what is told. */
export const newDay = (before: { at: string } | undefined, after: { at: string }): boolean =>
  before === undefined || before.at.slice(0, 10) !== after.at.slice(0, 10);

export type ComparedPart = { title: string; text: string };

/** What people answer for in a review, part by part as text: its sections with their quotes, what happened, the action items. */
export function partsToCompare({
  sections,
  quotes,
  moments,
  actionItems,
}: Pick<ReviewDocument, 'sections' | 'quotes' | 'moments' | 'actionItems'>): ComparedPart[] {
  const quoted = (key: string) =>
    quotes
      .filter(({ section }) => section === key)
      .map(({ runTitle, from, to, lines, note }) => `\n\n${runTitle}, lines ${from} to ${to}: ${note}\n${lines}`)
      .join('');
  const told = moments.map(({ at, description, says, heading }) =>
    [heading, `${utcDay(at)} ${utcClock(at)} UTC`, description, says].filter(Boolean).join(' · '),
  );
  const items = actionItems.map(
    ({ number, title, kind, owner, state }) => `A${number} ${title} · ${kind} · ${owner ?? 'nobody'} · ${state}`,
  );
  return [
    ...sections.map(({ key, title, body }) => ({ title, text: body + quoted(key) })),
    { title: 'What happened', text: told.join('\n') },
    { title: 'Action items', text: items.join('\n') },
  ];
}

/** How far the writing is: "3 of 10 sections written, 2 empty, 1 comment to settle". */
export function progressWords({ sections, comments }: Pick<ReviewDocument, 'sections' | 'comments'>): string {
  const empty = sections.filter(({ body }) => !body.trim()).length;
  const waiting = comments.filter(({ settledAt }) => settledAt === null).length;
  return [
    `${sections.filter(({ written }) => written).length} of ${sections.length} sections written`,
    ...(empty ? [`${empty} empty`] : []),
    ...(waiting ? [`${waiting} ${waiting === 1 ? 'comment' : 'comments'} to settle`] : []),
  ].join(', ');
}

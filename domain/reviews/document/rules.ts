import { Facts, type ReviewDocument } from './schema';

const FACT_NAMES = Object.keys(Facts.shape) as (keyof Facts)[];

/** The facts that a document tells, without what people made of them. */
export const factsOf = (document: ReviewDocument): Facts =>
  Object.fromEntries(FACT_NAMES.map((name) => [name, document[name]])) as unknown as Facts;

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

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

import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { isOpen } from '@/domain/incidents/rules';
import { db } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';
import { findIncident } from './find-incident';
import type { QuoteMatch } from './quotes/match-quotes';
import { matchQuotes } from './quotes/match-quotes';
import { type Described, type ReadReview, readReview } from './read-review';
import type { OnReview } from './schema';
import { draftSection } from './sections/draft-sections';
import { isSection, type SectionKey } from './sections/rules';

/** A review as its page shows it: the document without its timeline, which the page asks for by parts. */
export type ReviewView = Described & {
  /** What the facts say now in a section that somebody wrote when they said something else. */
  newDrafts: Partial<Record<SectionKey, string>>;
  quoteMatches: Record<string, QuoteMatch>;
  momentRevisions: Record<string, number>;
  returned: { by: string; reason: string } | null;
  leadId: string | null;
  submittedById: string | null;
  /** Who wrote in it; one who wrote all of it does not approve it. */
  writerIds: string[];
  /** Reviewed elsewhere, not yet over, or changed since it was approved: what there is to know first. */
  notice: string | null;
  sequence: number;
  imported: boolean;
};

/** The review of an incident, or what the facts say where nobody has opened one. Throws not_found, for one that the caller may not know of too. */
export async function getReview(ctx: Context, { number }: z.output<typeof OnReview>): Promise<ReviewView> {
  authorise(ctx, 'review.read');
  const incident = await findIncident(ctx, number);
  const read = await readReview(db(), ctx, incident);
  const { described, review, source } = read;
  const writers = review
    ? await db().reviewEdit.findMany({ where: { reviewId: review.id }, distinct: ['editedById'], select: { editedById: true } })
    : [];
  return {
    ...described,
    newDrafts: newDrafts(read),
    quoteMatches: Object.fromEntries(await matchQuotes(db(), review?.quotes ?? [])),
    momentRevisions: Object.fromEntries((review?.moments ?? []).map(({ id, revision }) => [id, revision])),
    returned: review?.returnReason && review.returnedByName ? { by: review.returnedByName, reason: review.returnReason } : null,
    leadId: review?.leadId ?? null,
    submittedById: review?.submittedById ?? null,
    writerIds: writers.flatMap(({ editedById }) => editedById ?? []),
    notice: noticeOf(incident, read),
    sequence: review?.icsSequence ?? 0,
    imported: source.imported,
  };
}

function newDrafts({ review, source }: ReadReview): ReviewView['newDrafts'] {
  if (review?.state !== 'draft') return {};
  const changed = review.sections.flatMap(({ key, body, draftedSeen }) => {
    if (body === null || draftedSeen === null || !isSection(key)) return [];
    const now = draftSection(key, source.facts);
    return now && now !== draftedSeen ? [[key, now] as const] : [];
  });
  return Object.fromEntries(changed);
}

function noticeOf(incident: Incident, { described, review }: ReadReview): string | null {
  const into = described.incident.mergedInto;
  if (incident.mergedIntoId)
    return into
      ? `It was merged into #${into}: that incident is reviewed, with the events of both.`
      : 'It was merged into another incident.';
  if (!isOpen(incident.status)) return null;
  if (review?.state === 'published')
    return 'The incident was reopened since this was published. Take the review up again once it is resolved.';
  if (review?.state === 'in_review')
    return 'The incident was reopened. Return the review, and ask for approval anew once the incident is resolved.';
  return review
    ? 'The incident was reopened. The review stays a draft until it is resolved; what the facts say follows.'
    : 'The incident is not over. This is what the facts say so far; its review can be opened once it is resolved.';
}

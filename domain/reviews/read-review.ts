import type { Context } from '@/domain/context';
import type { Tx } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';
import { buildDocument, timelineOf } from './document/build-document';
import { factsOf } from './document/rules';
import type { Facts, ReviewDocument, TimelineLine } from './document/schema';
import { gatherFacts } from './facts/gather-facts';
import { loadKnown } from './facts/load-facts';
import { loadReview, type ReviewRow } from './load-review';

export type ReadReview = { document: ReviewDocument; review: ReviewRow | null; facts: Facts };

type Told = { facts: Facts; timeline: TimelineLine[] };

/**
 * A review as it stands now, with the facts that it rests on: from the incident's rows; once it is published, those that it was published
 * with; where it was imported, those that came with it. The caller has made sure that the incident may be seen.
 */
export async function readReview(tx: Tx, ctx: Context, incident: Incident): Promise<ReadReview> {
  const review = await loadReview(tx, incident.id);
  const { facts, timeline } =
    (review?.importedFacts as unknown as Told | null) ?? (await published(tx, review)) ?? (await fromRows(tx, ctx, incident));
  return { document: buildDocument(facts, timeline, review), review, facts };
}

async function fromRows(tx: Tx, ctx: Context, incident: Incident): Promise<Told> {
  const known = await loadKnown(tx, ctx, incident);
  return { facts: gatherFacts(known, new Date()), timeline: timelineOf(known.events) };
}

/** Null for what is not published, or is being published now. */
async function published(tx: Tx, review: ReviewRow | null): Promise<Told | null> {
  if (review?.state !== 'published') return null;
  const row = await tx.reviewVersion.findUnique({ where: { reviewId_version: { reviewId: review.id, version: review.version } } });
  if (!row) return null;
  const document = row.document as unknown as ReviewDocument;
  return { facts: factsOf(document), timeline: document.timeline };
}

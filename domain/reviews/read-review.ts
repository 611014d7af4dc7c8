import type { Context } from '@/domain/context';
import type { Tx } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';
import { buildDocument, timelineOf } from './document/build-document';
import type { Facts, ReviewDocument, TimelineLine } from './document/schema';
import { gatherFacts } from './facts/gather-facts';
import { loadKnown } from './facts/load-facts';
import { loadReview, type ReviewRow } from './load-review';

export type ReadReview = { document: ReviewDocument; review: ReviewRow | null; facts: Facts };

type Imported = { facts: Facts; timeline: TimelineLine[] };

/**
 * A review as it stands now, with the facts that it rests on: from the incident's rows, or where it was imported from what came with
 * it. The caller has made sure that the incident may be seen.
 */
export async function readReview(tx: Tx, ctx: Context, incident: Incident): Promise<ReadReview> {
  const review = await loadReview(tx, incident.id);
  const { facts, timeline } = review?.importedFacts ? (review.importedFacts as unknown as Imported) : await fromRows(tx, ctx, incident);
  return { document: buildDocument(facts, timeline, review), review, facts };
}

async function fromRows(tx: Tx, ctx: Context, incident: Incident): Promise<Imported> {
  const known = await loadKnown(tx, ctx, incident);
  return { facts: gatherFacts(known, new Date()), timeline: timelineOf(known.events) };
}

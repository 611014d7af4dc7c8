import type { Context } from '@/domain/context';
import type { Tx } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';
import { buildDocument, describeReview } from './document/build-document';
import type { ReviewDocument } from './document/schema';
import { type Source, sourceOf } from './facts/source-of';
import { loadReview, type ReviewRow } from './load-review';

/** A review without its timeline, and so without the hash over all of it. */
export type Described = Omit<ReviewDocument, 'timeline' | 'contentHash'>;
export type ReadReview = { described: Described; review: ReviewRow | null; source: Source };

/**
 * A review as it stands now, with the facts that it rests on. Of its events only those are read that somebody chose. The caller has made
 * sure that the incident may be seen.
 */
export async function readReview(tx: Tx, ctx: Context, incident: Incident): Promise<ReadReview> {
  const review = await loadReview(tx, incident.id);
  const source = await sourceOf(tx, ctx, incident, review);
  const named = (review?.moments ?? []).flatMap(({ eventNumber, eventSeq }) =>
    eventNumber === null || eventSeq === null ? [] : [{ incident: eventNumber, seq: eventSeq }],
  );
  const chosen = named.length ? await source.events({ named }) : [];
  return { described: describeReview(source.facts, chosen, review), review, source };
}

/** The same with every event and the hash over all of it: what is published and exported. */
export async function readDocument(tx: Tx, ctx: Context, incident: Incident): Promise<ReviewDocument> {
  const review = await loadReview(tx, incident.id);
  const source = await sourceOf(tx, ctx, incident, review);
  return buildDocument(source.facts, await source.events(), review);
}

import type { Context } from '@/domain/context';
import type { Tx } from '@/lib/db';
import type { Incident, Review } from '@/prisma/generated/client';
import type { Facts } from '../document/schema';
import { gatherFacts } from '../facts/gather-facts';
import { loadKnown } from '../facts/load-facts';
import { draftSection } from './draft-sections';
import { TEMPLATES } from './rules';

type Kept = Pick<Review, 'id' | 'kind' | 'importedFacts'>;

/**
 * Keeps what the facts say now in each section of a review: for the search, and from the submission on as what is approved. What
 * people wrote has a column of its own, which this never touches. Answers the newest event that it knows of.
 */
export async function storeDrafts(tx: Tx, ctx: Context, incident: Incident, review: Kept): Promise<number> {
  const facts = review.importedFacts
    ? (review.importedFacts as unknown as { facts: Facts }).facts
    : gatherFacts(await loadKnown(tx, ctx, incident), new Date());
  const rows = TEMPLATES[review.kind].map((key) => ({ key, drafted: draftSection(key, facts) }));
  await tx.$executeRaw`
    INSERT INTO review_section ("reviewId", key, drafted)
    SELECT ${review.id}::uuid, key, drafted FROM json_to_recordset(${JSON.stringify(rows)}::json) AS drafts (key text, drafted text)
    ON CONFLICT ("reviewId", key) DO UPDATE SET drafted = excluded.drafted`;
  await tx.review.update({ where: { id: review.id }, data: { draftedSeq: facts.seq, draftedAt: new Date() } });
  return facts.seq;
}

import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import type { Prisma, Tx } from '@/lib/db';
import type { Incident, Review } from '@/prisma/generated/client';
import { changeReview } from '../change-review';
import { refuseUnended } from '../open-review';
import { readDocument } from '../read-review';
import type { DecideReview } from '../schema';

/**
 * Publishes an approved review: the whole document is kept as the next version, with its hash. Once: a second press publishes nothing.
 * Refuses what nobody approved, what was changed since it was read, and an incident that was taken up again since.
 */
export async function publishReview(ctx: Context, { number, revision }: z.output<typeof DecideReview>): Promise<{ version: number }> {
  authorise(ctx, 'review.publish');
  return changeReview(ctx, number, async (tx, review, incident) => {
    refuseUnended(incident);
    await refuseTakenUp(tx, review, incident);
    const version = review.version + 1;
    const { count } = await tx.review.updateMany({
      where: { id: review.id, state: 'in_review', approvedAt: { not: null }, revision, version: review.version },
      data: { state: 'published', version, publishedAt: new Date(), publishedByName: ctx.actor.name },
    });
    if (count === 0) throw conflict(refusal(review));
    const document = await readDocument(tx, ctx, incident);
    await tx.reviewVersion.create({
      data: {
        reviewId: review.id,
        version,
        document: document as unknown as Prisma.InputJsonValue,
        contentHash: document.contentHash,
        approvedByName: review.approvedByName ?? '',
        publishedByName: ctx.actor.name,
      },
    });
    return { events: [{ type: 'review_published', data: { version, contentHash: document.contentHash } }], answer: { version } };
  });
}

/** What was approved told of another end. */
async function refuseTakenUp(tx: Tx, review: Review, incident: Incident): Promise<void> {
  if (review.state !== 'in_review' || review.importedFacts) return;
  const since = await tx.timelineEvent.findFirst({
    where: { incidentId: incident.id, seq: { gt: review.draftedSeq }, type: 'incident_reopened' },
    select: { seq: true },
  });
  if (since) throw conflict('The incident was reopened since it was approved. Return the review, read it again, and ask anew.');
}

function refusal(review: Review): string {
  if (review.state === 'published') return `It is published already, as version ${review.version}. Nothing was published again.`;
  if (review.state === 'draft') return 'It is a draft. Somebody asks for approval, somebody else approves, then it is published.';
  if (!review.approvedAt) return 'Nobody has approved it yet. Somebody other than who asked approves it first.';
  return 'It was changed since you read it. Read what is there now.';
}

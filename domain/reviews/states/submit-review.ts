import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { changeReview } from '../change-review';
import { refuseUnended } from '../open-review';
import type { DecideReview } from '../schema';
import { storeDrafts } from '../sections/store-drafts';
import { tellApprovers } from './tell-approvers';

/**
 * Asks for approval of a review as it stands, and tells who may give it: what the facts say in the sections that nobody wrote is settled
 * with it. Refuses one that is no draft, that was changed since it was read, or whose incident is open again.
 */
export async function submitReview(ctx: Context, { number, revision }: z.output<typeof DecideReview>): Promise<{ revision: number }> {
  authorise(ctx, 'review.edit');
  return changeReview(ctx, number, async (tx, review, incident) => {
    refuseUnended(incident);
    const { count } = await tx.review.updateMany({
      where: { id: review.id, state: 'draft', revision },
      data: {
        state: 'in_review',
        submittedAt: new Date(),
        submittedById: ctx.actor.id,
        submittedByName: ctx.actor.name,
        returnReason: null,
        returnedByName: null,
      },
    });
    if (count === 0)
      throw conflict(
        review.state === 'draft'
          ? 'It was changed since you read it. Look at what is there now, and ask again.'
          : `It is ${review.state === 'published' ? 'published' : `in review already; ${review.submittedByName} asked`}.`,
      );
    await storeDrafts(tx, ctx, incident, review);
    await tellApprovers(tx, ctx, incident, review.id);
    return { events: [{ type: 'review_submitted', data: { revision } }], answer: { revision } };
  });
}

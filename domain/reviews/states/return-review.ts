import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { asDraft, changeReview } from '../change-review';
import type { ReturnReview } from '../schema';

/** Gives a review that waits for approval, or has it, back to its authors with a reason. Refuses a draft and a published one. */
export async function returnReview(ctx: Context, { number, reason }: z.output<typeof ReturnReview>): Promise<{ number: number }> {
  authorise(ctx, 'review.edit');
  return changeReview(ctx, number, async (tx, review) => {
    const { count } = await tx.review.updateMany({
      where: { id: review.id, state: 'in_review' },
      data: { ...asDraft, returnReason: reason, returnedByName: ctx.actor.name },
    });
    if (count === 0)
      throw conflict(review.state === 'draft' ? 'It is a draft already.' : 'It is published: take it up again to change it.');
    return { events: [{ type: 'review_returned', data: { reason } }], answer: { number } };
  });
}

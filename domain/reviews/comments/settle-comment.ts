import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { changeReview } from '../change-review';
import type { OnComment } from '../schema';

/** Settles a comment: it is answered. Refuses one that is settled. */
export async function settleComment(ctx: Context, { number, comment }: z.output<typeof OnComment>): Promise<{ id: string }> {
  authorise(ctx, 'review.edit');
  return changeReview(ctx, number, async (tx, review) => {
    const { count } = await tx.reviewComment.updateMany({
      where: { id: comment, reviewId: review.id, settledAt: null },
      data: { settledAt: new Date(), settledByName: ctx.actor.name },
    });
    if (count === 0) {
      const now = await tx.reviewComment.findFirst({ where: { id: comment, reviewId: review.id } });
      if (!now) throw notFound('This comment');
      throw conflict(`${now.settledByName} has settled it already.`);
    }
    return { events: [{ type: 'review_comment_settled', data: { comment } }], answer: { id: comment } };
  });
}

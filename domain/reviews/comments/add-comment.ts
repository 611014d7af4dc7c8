import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { changeReview } from '../change-review';
import type { AddComment } from '../schema';

/** Says something about a section, or about the whole. It changes no word of the review, and does so in every state. */
export async function addComment(ctx: Context, input: z.output<typeof AddComment>): Promise<{ id: string }> {
  authorise(ctx, 'review.edit');
  const { number, section, body } = input;
  return changeReview(ctx, number, async (tx, review) => {
    const id = randomUUID();
    await tx.reviewComment.create({
      data: { id, reviewId: review.id, sectionKey: section, body, authorId: ctx.actor.id, authorName: ctx.actor.name },
    });
    return { events: [{ type: 'review_commented', data: { comment: id, section } }], answer: { id } };
  });
}

import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { asDraft, changeReview } from '../change-review';
import type { OnReview } from '../schema';

/** Makes a published review a draft again; what was published stays as a version. Refuses one that is not published. */
export async function takeUpReview(ctx: Context, { number }: z.output<typeof OnReview>): Promise<{ version: number }> {
  authorise(ctx, 'review.edit');
  return changeReview(ctx, number, async (tx, review) => {
    const { count } = await tx.review.updateMany({ where: { id: review.id, state: 'published' }, data: asDraft });
    if (count === 0) throw conflict('It is not published: it can be changed as it is.');
    return { events: [{ type: 'review_taken_up', data: { version: review.version } }], answer: { version: review.version } };
  });
}

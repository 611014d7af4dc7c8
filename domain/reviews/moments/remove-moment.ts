import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { changeWords } from '../change-review';
import type { OnMoment } from '../schema';

/** Takes a moment out of the curated timeline; the event stays in the full one. */
export async function removeMoment(ctx: Context, { number, moment }: z.output<typeof OnMoment>): Promise<{ id: string }> {
  authorise(ctx, 'review.edit');
  return changeWords(ctx, number, async (tx, review) => {
    const { count } = await tx.reviewMoment.deleteMany({ where: { id: moment, reviewId: review.id } });
    if (count === 0) throw notFound('This moment');
    return { events: [{ type: 'review_moment_changed', data: { moment, change: 'removed' } }], answer: { id: moment } };
  });
}

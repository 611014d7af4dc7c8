import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict, invalid, notFound } from '@/domain/errors';
import { changeWords } from '../change-review';
import type { ChangeMoment } from '../schema';

/** Describes a moment, or puts it under a heading. Its time stays. Refuses one that somebody has changed since, and no words for what was keyed in. */
export async function changeMoment(ctx: Context, input: z.output<typeof ChangeMoment>): Promise<{ id: string }> {
  authorise(ctx, 'review.edit');
  const { number, moment, revision, description, heading } = input;
  return changeWords(ctx, number, async (tx, review) => {
    const before = await tx.reviewMoment.findFirst({ where: { id: moment, reviewId: review.id } });
    if (!before) throw notFound('This moment');
    if (description === '' && before.eventSeq === null) throw invalid('description', 'must not be empty: no event says what it was');
    const { count } = await tx.reviewMoment.updateMany({
      where: { id: moment, reviewId: review.id, revision },
      data: {
        ...(description === undefined ? {} : { description }),
        ...(heading === undefined ? {} : { heading }),
        revision: revision + 1,
        changedByName: ctx.actor.name,
      },
    });
    if (count === 0)
      throw conflict(`${before.changedByName ?? before.addedByName} has changed it since. Look at theirs; yours is still here.`);
    return { events: [{ type: 'review_moment_changed', data: { moment, change: 'changed' } }], answer: { id: moment } };
  });
}

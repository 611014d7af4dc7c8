import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict, invalid, notFound } from '@/domain/errors';
import { changeWords } from '../change-review';
import type { MoveMoment } from '../schema';

/** Puts a moment behind another one, or first. Their times stay as they were. Refuses a move to where it stands. */
export async function moveMoment(ctx: Context, { number, moment, after }: z.output<typeof MoveMoment>): Promise<{ id: string }> {
  authorise(ctx, 'review.edit');
  return changeWords(ctx, number, async (tx, review) => {
    if (moment === after) throw invalid('after', 'must be another moment');
    const rows = await tx.reviewMoment.findMany({
      where: { reviewId: review.id },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
      select: { id: true },
    });
    const before = rows.map(({ id }) => id);
    if (!before.includes(moment)) throw notFound('This moment');
    if (after !== null && !before.includes(after)) throw notFound('The moment to put it behind');
    const order = before.filter((id) => id !== moment);
    order.splice(after === null ? 0 : order.indexOf(after) + 1, 0, moment);
    if (order.every((id, index) => id === before[index])) throw conflict('It stands there already.');
    await tx.$executeRaw`
      UPDATE review_moment SET position = placed.position
        FROM unnest(${order}::uuid[]) WITH ORDINALITY AS placed (id, position)
       WHERE review_moment.id = placed.id AND "reviewId" = ${review.id}::uuid`;
    return { events: [{ type: 'review_moment_changed', data: { moment, change: 'moved' } }], answer: { id: moment } };
  });
}

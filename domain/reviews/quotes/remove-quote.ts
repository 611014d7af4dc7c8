import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { changeWords } from '../change-review';
import type { OnQuote } from '../schema';

/** Takes a quote out of the review; the run keeps its output. */
export async function removeQuote(ctx: Context, { number, quote }: z.output<typeof OnQuote>): Promise<{ id: string }> {
  authorise(ctx, 'review.edit');
  return changeWords(ctx, number, async (tx, review) => {
    const row = await tx.reviewQuote.findFirst({ where: { id: quote, reviewId: review.id } });
    if (!row) throw notFound('This quote');
    await tx.reviewQuote.delete({ where: { id: quote } });
    return { events: [{ type: 'review_quote_changed', data: { quote, run: row.runId, change: 'removed' } }], answer: { id: quote } };
  });
}

import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { findPeopleBehind, isSamePerson } from '@/domain/access/find-people-behind';
import type { Context } from '@/domain/context';
import { conflict, DomainError } from '@/domain/errors';
import type { Tx } from '@/lib/db';
import type { Review } from '@/prisma/generated/client';
import { changeReview } from '../change-review';
import type { DecideReview } from '../schema';

/**
 * Approves what somebody else asked approval for, as it was read. Refuses whoever asked, whoever wrote all of it alone, and a review
 * that was changed since.
 */
export async function approveReview(ctx: Context, { number, revision }: z.output<typeof DecideReview>): Promise<{ revision: number }> {
  authorise(ctx, 'review.approve');
  return changeReview(ctx, number, async (tx, review) => {
    if (review.state === 'in_review') await refuseAuthor(tx, ctx, review);
    const { count } = await tx.review.updateMany({
      // One that was imported was submitted by somebody who is not known here.
      where: {
        id: review.id,
        state: 'in_review',
        approvedAt: null,
        revision,
        OR: [{ submittedById: null }, { submittedById: { not: ctx.actor.id } }],
      },
      data: { approvedAt: new Date(), approvedById: ctx.actor.id, approvedByName: ctx.actor.name },
    });
    if (count === 0) throw conflict(refusal(review, revision));
    return { events: [{ type: 'review_approved', data: { revision } }], answer: { revision } };
  });
}

async function refuseAuthor(tx: Tx, ctx: Context, review: Review): Promise<void> {
  if (await isSamePerson(tx, review.submittedById, ctx.actor.id))
    throw new DomainError('forbidden', 'You asked for the approval: somebody else reads it and approves.');
  const writers = await tx.reviewEdit.findMany({ where: { reviewId: review.id }, distinct: ['editedById'], select: { editedById: true } });
  const people = await findPeopleBehind(tx, [ctx.actor.id, ...writers.map(({ editedById }) => editedById)]);
  if (writers.length > 0 && people.every((person) => person === people[0]))
    throw new DomainError('forbidden', 'You alone wrote it: somebody else reads it and approves.');
}

function refusal(review: Review, revision: number): string {
  if (review.state === 'draft') return 'It is a draft: nobody has asked for approval, or it was changed since.';
  if (review.state === 'published') return `It is published already, as version ${review.version}.`;
  if (review.revision !== revision) return 'It was changed since you read it. Read what is there now.';
  return `${review.approvedByName} has approved it already.`;
}

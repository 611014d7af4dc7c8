import { findPeopleBehind } from '@/domain/access/find-people-behind';
import type { Tx } from '@/lib/db';
import type { Review } from '@/prisma/generated/client';

/** Who does not approve a review, each by the person who answers for them: who asked for the approval, and who alone wrote all of it. */
export async function authorsOf(
  tx: Tx,
  { id, submittedById }: Pick<Review, 'id' | 'submittedById'>,
): Promise<{ asked: string | null; alone: string | null }> {
  const edits = await tx.reviewEdit.findMany({ where: { reviewId: id }, distinct: ['editedById'], select: { editedById: true } });
  const known = edits.flatMap(({ editedById }) => editedById ?? []);
  const [asked = null] = await findPeopleBehind(tx, submittedById ? [submittedById] : []);
  const [first = null, ...others] = await findPeopleBehind(tx, known);
  const isAlone = known.length === edits.length && others.every((other) => other === first);
  return { asked, alone: isAlone ? first : null };
}

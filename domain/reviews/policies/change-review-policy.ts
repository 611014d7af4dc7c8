import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { db } from '@/lib/db';
import type { ReviewPolicy } from '@/prisma/generated/client';
import type { ChangeReviewPolicy } from '../schema';

/** Says anew what follows an incident of a severity; reviews that are open keep their dates. Throws conflict when someone else did meanwhile. */
export async function changeReviewPolicy(ctx: Context, input: z.output<typeof ChangeReviewPolicy>): Promise<ReviewPolicy> {
  authorise(ctx, 'policy.manage');
  const { severity, version, ...facts } = input;
  return db().$transaction(async (tx) => {
    const { count } = await tx.reviewPolicy.updateMany({ where: { severity, version }, data: { ...facts, version: version + 1 } });
    if (count === 0)
      throw conflict(`Someone changed the review policy of ${severity} meanwhile. Reload the page, and change what is there now.`);
    const data = { version: version + 1, ...facts };
    await recordAudit(tx, ctx, { action: 'review_policy_changed', subjectType: 'review_policy', subjectId: severity, data });
    return tx.reviewPolicy.findUniqueOrThrow({ where: { severity } });
  });
}

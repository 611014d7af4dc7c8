import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import type { ReviewPolicy } from '@/prisma/generated/client';

/** What follows an incident of each severity, P0 first. */
export async function listReviewPolicies(ctx: Context): Promise<ReviewPolicy[]> {
  authorise(ctx, 'policy.read');
  return db().reviewPolicy.findMany({ orderBy: { severity: 'asc' } });
}

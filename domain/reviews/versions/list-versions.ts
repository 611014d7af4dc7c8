import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { findIncident } from '../find-incident';
import type { OnReview } from '../schema';

export type VersionLine = { version: number; contentHash: string; approvedBy: string; publishedBy: string; publishedAt: string };

/** What was published of a review, the newest first. */
export async function listVersions(
  ctx: Context,
  { number }: z.output<typeof OnReview>,
): Promise<{ items: VersionLine[]; nextCursor: null }> {
  authorise(ctx, 'review.read');
  const { id } = await findIncident(ctx, number);
  const rows = await db().reviewVersion.findMany({
    where: { review: { incidentId: id } },
    orderBy: { version: 'desc' },
    omit: { document: true },
  });
  const items = rows.map(({ version, contentHash, approvedByName, publishedByName, publishedAt }) => ({
    version,
    contentHash,
    approvedBy: approvedByName,
    publishedBy: publishedByName,
    publishedAt: publishedAt.toISOString(),
  }));
  return { items, nextCursor: null };
}

import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { findIncident } from '../find-incident';
import type { OnReview } from '../schema';

const MOST = 500;

export type Edit = { section: string; revision: number; body: string | null; by: string; at: string };

/** What was written into the sections, the newest first: a text that another one replaced is here. */
export async function listEdits(ctx: Context, { number }: z.output<typeof OnReview>): Promise<{ items: Edit[]; nextCursor: null }> {
  authorise(ctx, 'review.read');
  const { id } = await findIncident(ctx, number);
  const rows = await db().reviewEdit.findMany({
    where: { review: { incidentId: id } },
    orderBy: [{ editedAt: 'desc' }, { revision: 'desc' }],
    take: MOST,
  });
  const items = rows.map(({ key, revision, body, editedByName, editedAt }) => ({
    section: key,
    revision,
    body,
    by: editedByName,
    at: editedAt.toISOString(),
  }));
  return { items, nextCursor: null };
}

import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db } from '@/lib/db';
import type { ReviewDocument } from '../document/schema';
import type { OnVersion } from '../schema';

/** A review as it was published. Throws not_found. */
export async function getVersion(ctx: Context, { number, version }: z.output<typeof OnVersion>): Promise<ReviewDocument> {
  authorise(ctx, 'review.read');
  const row = await db().reviewVersion.findFirst({ where: { version, review: { incident: { number, ...visibleTo(ctx) } } } });
  if (!row) throw notFound(`Version ${version} of the review of #${number}`);
  return row.document as unknown as ReviewDocument;
}

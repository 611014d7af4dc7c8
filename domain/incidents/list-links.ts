import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import type { LinkView } from './schema';
import { visibleTo } from './visible-to';

/** The pages that were linked, oldest first. */
export async function listLinks(ctx: Context, input: { number: number }): Promise<LinkView[]> {
  authorise(ctx, 'incident.read');
  const incident = await db().incident.findFirst({
    where: { number: input.number, ...visibleTo(ctx) },
    select: { links: { orderBy: { addedAt: 'asc' } } },
  });
  if (!incident) throw notFound(`Incident #${input.number}`);
  return incident.links.map(({ id, url, label, addedAt }) => ({ id, url, label, addedAt: addedAt.toISOString() }));
}

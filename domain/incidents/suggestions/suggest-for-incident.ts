import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { visibleTo } from '../visible-to';
import type { Suggestion } from './rules';
import { suggestRunbooks } from './suggest-runbooks';

/** The runbooks that an incident may need, with why. Throws not_found. */
export async function suggestForIncident(ctx: Context, { number }: { number: number }): Promise<Suggestion[]> {
  authorise(ctx, 'incident.read');
  const incident = await db().incident.findFirst({
    where: { number, ...visibleTo(ctx) },
    select: { title: true, summary: true, service: true, labels: true, links: { select: { url: true } } },
  });
  if (!incident) throw notFound(`Incident #${number}`);
  const { title, summary, service, labels, links } = incident;
  return suggestRunbooks(ctx, {
    title,
    summary: summary ?? undefined,
    service: service ?? undefined,
    labels: labels as Record<string, string>,
    links: links.map(({ url }) => url),
  });
}

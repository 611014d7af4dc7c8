import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db } from '@/lib/db';
import { proposedTitles } from './rules';

/** What the resolution's words on prevention come to as titles, without those that are action items already. */
export async function proposeActionItems(ctx: Context, number: number): Promise<string[]> {
  authorise(ctx, 'action_item.read');
  const incident = await db().incident.findFirst({
    where: { number, AND: visibleTo(ctx) },
    select: { prevention: true, actionItems: { select: { title: true } } },
  });
  if (!incident) throw notFound(`Incident #${number}`);
  const there = new Set(incident.actionItems.map(({ title }) => title.toLowerCase()));
  return proposedTitles(incident.prevention ?? '').filter((title) => !there.has(title.toLowerCase()));
}

import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { familyIds } from './family';
import type { TimelineItem } from './timeline-event';
import { visibleTo } from './visible-to';

const PAGE = 500;

/** An event of an incident or of one of its duplicates; of a duplicate `incident` gives the number. */
export type MergedItem = TimelineItem & { incident?: number };

/**
 * The events of an incident and of all that were merged into it, by time. Each keeps its own number; `after` counts the events
 * of this list, and `nextCursor` goes on from there.
 */
export async function listMergedTimeline(
  ctx: Context,
  input: { number: number; after?: number; limit?: number },
): Promise<{ items: MergedItem[]; nextCursor: string | null }> {
  authorise(ctx, 'incident.read');
  const { number, after = 0 } = input;
  const take = Math.min(input.limit ?? PAGE, PAGE);
  const root = await db().incident.findFirst({ where: { number, ...visibleTo(ctx) }, select: { id: true } });
  if (!root) throw notFound(`Incident #${number}`);
  const family = await db().incident.findMany({
    where: { id: { in: await familyIds(db(), root.id) }, ...visibleTo(ctx) },
    select: { id: true, number: true },
  });
  const numbers = new Map(family.map((one) => [one.id, one.number]));
  const rows = await db().timelineEvent.findMany({
    where: { incidentId: { in: [...numbers.keys()] } },
    orderBy: [{ at: 'asc' }, { incidentId: 'asc' }, { seq: 'asc' }],
    skip: after,
    take: take + 1,
  });
  const items = rows.slice(0, take).map(({ incidentId, seq, type, at, actorKind, actorId, actorName, data }) => ({
    seq,
    type,
    at: at.toISOString(),
    actor: { kind: actorKind, id: actorId, name: actorName },
    data,
    ...(incidentId === root.id ? {} : { incident: numbers.get(incidentId) }),
  })) as unknown as MergedItem[];
  return { items, nextCursor: rows.length > take ? String(after + take) : null };
}

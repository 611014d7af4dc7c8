import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import type { TimelineItem } from './timeline-event';
import { visibleTo } from './visible-to';

const PAGE = 500;

/** The events after `after`, in their one order; `nextCursor` is the last number of a full page. */
export async function listTimeline(
  ctx: Context,
  input: { number: number; after?: number; limit?: number },
): Promise<{ items: TimelineItem[]; nextCursor: string | null }> {
  authorise(ctx, 'incident.read');
  const take = Math.min(input.limit ?? PAGE, PAGE);
  const incident = await db().incident.findFirst({
    where: { number: input.number, ...visibleTo(ctx) },
    select: { events: { where: { seq: { gt: input.after ?? 0 } }, orderBy: { seq: 'asc' }, take: take + 1 } },
  });
  if (!incident) throw notFound(`Incident #${input.number}`);
  const items = incident.events
    .slice(0, take)
    .map(
      ({ seq, type, at, actorKind, actorId, actorName, data }) =>
        ({ seq, type, at: at.toISOString(), actor: { kind: actorKind, id: actorId, name: actorName }, data }) as unknown as TimelineItem,
    );
  return { items, nextCursor: incident.events.length > take ? String(items.at(-1)?.seq) : null };
}

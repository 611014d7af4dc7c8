import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import type { TimelineItem } from './timeline-event';
import { timelineItem } from './timeline-item';
import { visibleTo } from './visible-to';

const PAGE = 500;

/** `from`: only events at or after this instant (ISO 8601). */
type Asked = { number: number; after?: number; from?: string; limit?: number };

/** The events after `after`, in their one order; `nextCursor` is the last number of a full page. */
export async function listTimeline(ctx: Context, input: Asked): Promise<{ items: TimelineItem[]; nextCursor: string | null }> {
  authorise(ctx, 'incident.read');
  const take = Math.min(input.limit ?? PAGE, PAGE);
  const where = { seq: { gt: input.after ?? 0 }, ...(input.from ? { at: { gte: new Date(input.from) } } : {}) };
  const incident = await db().incident.findFirst({
    where: { number: input.number, ...visibleTo(ctx) },
    select: { events: { where, orderBy: { seq: 'asc' }, take: take + 1 } },
  });
  if (!incident) throw notFound(`Incident #${input.number}`);
  const items = incident.events.slice(0, take).map(timelineItem);
  return { items, nextCursor: incident.events.length > take ? String(items.at(-1)?.seq) : null };
}

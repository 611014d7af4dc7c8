import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { db, Prisma } from '@/lib/db';
import type { TimelineItem } from './timeline-event';
import { type TimelineRow, timelineItem } from './timeline-item';
import { visibleTo } from './visible-to';

const PAGE = 500;

/** `from`: only events at or after this instant (ISO 8601). */
type Asked = { number: number; after?: number; from?: string; limit?: number };

/** The events after `after`, in their one order; `nextCursor` is the last number of a full page. */
export async function listTimeline(ctx: Context, input: Asked): Promise<{ items: TimelineItem[]; nextCursor: string | null }> {
  authorise(ctx, 'incident.read');
  const take = Math.min(input.limit ?? PAGE, PAGE);
  const incident = await db().incident.findFirst({ where: { number: input.number, ...visibleTo(ctx) }, select: { id: true } });
  if (!incident) throw notFound(`Incident #${input.number}`);
  const since = input.from ? Prisma.sql`AND e.at >= ${new Date(input.from)}` : Prisma.empty;
  const rows = await db().$queryRaw<TimelineRow[]>`
    SELECT e.seq, e.type, e.at, e."actorKind", e."actorId", e."actorName", e.data FROM timeline_event e
    WHERE e."incidentId" = ${incident.id}::uuid AND e.seq > ${input.after ?? 0} ${since} ORDER BY e.seq LIMIT ${take + 1}`;
  const items = rows.slice(0, take).map(timelineItem);
  return { items, nextCursor: rows.length > take ? String(items.at(-1)?.seq) : null };
}

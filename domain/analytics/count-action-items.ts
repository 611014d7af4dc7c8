import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { visibleRow } from '@/domain/incidents/visible-to';
import { db, Prisma } from '@/lib/db';
import type { Asked } from './counted';
import type { ActionItemCounts } from './schema';

/** Action items as they stand now, whenever they were agreed; of a severity and service where they are asked for. */
export async function countActionItems(ctx: Context, { severity, service }: Asked): Promise<ActionItemCounts> {
  authorise(ctx, 'action_item.read');
  const conditions = [
    Prisma.sql`(a."incidentId" IS NULL OR ${visibleRow(ctx)})`,
    ...(severity ? [Prisma.sql`a.severity = ${severity}::"Severity"`] : []),
    ...(service ? [Prisma.sql`i.service = ${service}`] : []),
  ];
  const [row] = await db().$queryRaw<ActionItemCounts[]>`
    SELECT (count(*) FILTER (WHERE a.state = 'open'))::int AS open,
      (count(*) FILTER (WHERE a.state = 'open' AND a."dueAt" < now()))::int AS overdue,
      (count(*) FILTER (WHERE a.state = 'done'))::int AS done, (count(*) FILTER (WHERE a.state = 'verified'))::int AS verified
    FROM action_item a LEFT JOIN incident i ON i.id = a."incidentId" WHERE ${Prisma.join(conditions, ' AND ')}`;
  return row ?? { open: 0, overdue: 0, done: 0, verified: 0 };
}

import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { type Asked, counted, isCurrent, stepOf } from './counted';
import type { BrokenPromises } from './schema';

/** How many promised updates came, and how many did not in time. */
export async function countPromises(ctx: Context, asked: Asked): Promise<BrokenPromises[]> {
  authorise(ctx, 'incident.read');
  return db().$queryRaw<BrokenPromises[]>`
    SELECT ${stepOf(asked)} AS start, ${isCurrent(asked)} AS current,
      (count(*) FILTER (WHERE p."overdueAt" IS NULL AND p.state = 'kept'))::int AS kept,
      (count(*) FILTER (WHERE p."overdueAt" IS NOT NULL))::int AS broken
    FROM update_promise p JOIN incident i ON i.id = p."incidentId"
    WHERE ${counted(ctx, asked)} GROUP BY 1, 2`;
}

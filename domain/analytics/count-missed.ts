import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { type Asked, counted, isCurrent, stepOf } from './counted';
import type { BrokenPromises, MissedClock } from './schema';

/** How often a clock went past its time, by the step in which its incident was declared. */
export function countMissedClocks(ctx: Context, asked: Asked): Promise<MissedClock[]> {
  return db().$queryRaw<MissedClock[]>`
    SELECT e.data->>'clock' AS clock, ${stepOf(asked)} AS start, ${isCurrent(asked)} AS current, count(*)::int AS missed
    FROM timeline_event e JOIN incident i ON i.id = e."incidentId"
    WHERE e.type = 'clock_overdue' AND ${counted(ctx, asked)} GROUP BY 1, 2, 3`;
}

/** How many promised updates came, and how many did not in time. */
export function countPromises(ctx: Context, asked: Asked): Promise<BrokenPromises[]> {
  return db().$queryRaw<BrokenPromises[]>`
    SELECT ${stepOf(asked)} AS start, ${isCurrent(asked)} AS current,
      (count(*) FILTER (WHERE p."overdueAt" IS NULL AND p.state = 'kept'))::int AS kept,
      (count(*) FILTER (WHERE p."overdueAt" IS NOT NULL))::int AS broken
    FROM update_promise p JOIN incident i ON i.id = p."incidentId"
    WHERE ${counted(ctx, asked)} GROUP BY 1, 2`;
}

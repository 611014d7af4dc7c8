import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { type Asked, counted, isCurrent, stepOf } from './counted';
import type { MissedClock } from './schema';

/** How often a clock went past its time, by the step in which its incident was declared. */
export async function countMissedClocks(ctx: Context, asked: Asked): Promise<MissedClock[]> {
  authorise(ctx, 'incident.read');
  return db().$queryRaw<MissedClock[]>`
    SELECT e.data->>'clock' AS clock, ${stepOf(asked)} AS start, ${isCurrent(asked)} AS current, count(*)::int AS missed
    FROM timeline_event e JOIN incident i ON i.id = e."incidentId"
    WHERE e.type = 'clock_overdue' AND ${counted(ctx, asked)} GROUP BY 1, 2, 3`;
}

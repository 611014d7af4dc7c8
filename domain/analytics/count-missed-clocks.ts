import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { type Asked, counted, isCurrent } from './counted';
import type { MissedClock } from './schema';

/** How often each clock went past its time, in the incidents of the period and of the one before. */
export async function countMissedClocks(ctx: Context, asked: Asked): Promise<MissedClock[]> {
  authorise(ctx, 'incident.read');
  return db().$queryRaw<MissedClock[]>`
    SELECT missed.clock, ${isCurrent(asked)} AS current, count(*)::int AS missed
    FROM incident_tally i CROSS JOIN LATERAL unnest(i."clocksMissed") AS missed (clock)
    WHERE i."clocksMissed" <> '{}' AND ${counted(ctx, asked)} GROUP BY 1, 2`;
}

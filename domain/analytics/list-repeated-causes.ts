import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { type Asked, counted } from './counted';
import type { RepeatedCause } from './schema';

const SHOWN = 20;
const NUMBERS = 10;

/** Causes written more than once in the period: the same words, whatever their case and numbers. The most frequent first. */
export async function listRepeatedCauses(ctx: Context, asked: Asked): Promise<RepeatedCause[]> {
  authorise(ctx, 'incident.read');
  // Ordered here: ordered there, all of them would be sorted before they are grouped.
  const rows = await db().$queryRaw<(Omit<RepeatedCause, 'lastAt'> & { lastAt: Date })[]>`
    SELECT min(i.cause) AS cause, count(*)::int AS count, max(i."declaredAt") AS "lastAt", array_agg(i.number) AS numbers
    FROM incident_tally i WHERE i."causeKey" IS NOT NULL AND ${counted(ctx, asked)}
    GROUP BY i."causeKey" HAVING count(*) > 1 ORDER BY count DESC, "lastAt" DESC LIMIT ${SHOWN}`;
  return rows.map(({ numbers, lastAt, ...row }) => ({
    ...row,
    numbers: numbers.sort((a, b) => b - a).slice(0, NUMBERS),
    lastAt: lastAt.toISOString(),
  }));
}

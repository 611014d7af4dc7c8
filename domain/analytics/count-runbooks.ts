import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { type Asked, counted } from './counted';
import type { BlockUse } from './schema';

/** What each block of each runbook did in the period's incidents. */
export async function countRunbooks(ctx: Context, asked: Asked): Promise<BlockUse[]> {
  authorise(ctx, 'incident.read');
  return db().$queryRaw<BlockUse[]>`
    SELECT i.runbook, i.block, max(i.title) AS title, (count(*) FILTER (WHERE i.first))::int AS incidents, sum(i.runs)::int AS runs,
      sum(i.failed)::int AS failed, sum(i.found)::int AS found, (count(*) FILTER (WHERE i.cured))::int AS cured, max(i."lastAt") AS "lastAt"
    FROM (SELECT *, "incidentId" AS id FROM runbook_tally) i WHERE ${counted(ctx, asked)} GROUP BY 1, 2`;
}

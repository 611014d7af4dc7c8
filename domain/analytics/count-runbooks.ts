import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { type Asked, COUNTED_INCIDENTS, COUNTED_RUNBOOKS, counted } from './counted';
import type { RunbookUse } from './schema';

const SHOWN = 20;

/** What the runbooks did in the period's incidents; those that cured the most first. */
export async function countRunbooks(ctx: Context, asked: Asked): Promise<RunbookUse[]> {
  authorise(ctx, 'incident.read');
  return db().$queryRaw<RunbookUse[]>`
    SELECT runbook, count(*)::int AS incidents, sum(runs)::int AS runs, sum(found)::int AS found, (count(*) FILTER (WHERE cured))::int AS cured
    FROM (
      SELECT r.runbook, sum(r.runs) AS runs, sum(r.found) AS found, bool_or(r.cured) AS cured
      FROM ${COUNTED_RUNBOOKS} JOIN ${COUNTED_INCIDENTS} ON i.id = r."incidentId"
      WHERE ${counted(ctx, asked, false)} GROUP BY r.runbook, r."incidentId") used
    GROUP BY 1 ORDER BY cured DESC, incidents DESC, runbook LIMIT ${SHOWN}`;
}

import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { type Asked, counted } from './counted';
import type { RunbookUse } from './schema';

const SHOWN = 20;

/** What the runbooks did in the period's incidents; those that cured the most first. */
export async function countRunbooks(ctx: Context, asked: Asked): Promise<RunbookUse[]> {
  authorise(ctx, 'incident.read');
  return db().$queryRaw<RunbookUse[]>`
    SELECT r.runbook, count(DISTINCT r."incidentId")::int AS incidents, count(*)::int AS runs,
      (count(*) FILTER (WHERE r.effect = 'read' AND r.verdict IN ('warn', 'fail')))::int AS found,
      (count(DISTINCT r."incidentId") FILTER (WHERE r.effect <> 'read' AND r.state = 'passed' AND EXISTS (
        SELECT FROM run f WHERE f."followsRunId" = r.id AND f.verdict = 'ok')))::int AS cured
    FROM run r JOIN incident i ON i.id = r."incidentId"
    WHERE ${counted(ctx, asked, false)} GROUP BY 1 ORDER BY cured DESC, incidents DESC, r.runbook LIMIT ${SHOWN}`;
}

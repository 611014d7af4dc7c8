import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { type Asked, counted } from './counted';
import type { FailedBlock, RunbookUse } from './schema';

const SHOWN = 20;

/** What the runbooks did in the period's incidents; those that cured the most first. */
export function countRunbooks(ctx: Context, asked: Asked): Promise<RunbookUse[]> {
  return db().$queryRaw<RunbookUse[]>`
    SELECT r.runbook, count(DISTINCT r."incidentId")::int AS incidents, count(*)::int AS runs,
      (count(*) FILTER (WHERE r.effect = 'read' AND r.verdict IN ('warn', 'fail')))::int AS found,
      (count(DISTINCT r."incidentId") FILTER (WHERE r.effect <> 'read' AND r.state = 'passed' AND EXISTS (
        SELECT FROM run f WHERE f."followsRunId" = r.id AND f.verdict = 'ok')))::int AS cured
    FROM run r JOIN incident i ON i.id = r."incidentId"
    WHERE ${counted(ctx, asked, false)} GROUP BY 1 ORDER BY cured DESC, incidents DESC, r.runbook LIMIT ${SHOWN}`;
}

/** Blocks that could not do their work in those incidents: they did not run, took too long or broke off. The worst first. */
export async function countFailedBlocks(ctx: Context, asked: Asked): Promise<FailedBlock[]> {
  const rows = await db().$queryRaw<(Omit<FailedBlock, 'lastAt'> & { lastAt: Date })[]>`
    SELECT r.runbook, r."blockId" AS block, max(r."blockTitle") AS title, count(*)::int AS runs,
      (count(*) FILTER (WHERE r.state IN ('errored', 'timed_out', 'interrupted')))::int AS failed, max(r."queuedAt") AS "lastAt"
    FROM run r JOIN incident i ON i.id = r."incidentId"
    WHERE ${counted(ctx, asked, false)} GROUP BY 1, 2
    HAVING count(*) FILTER (WHERE r.state IN ('errored', 'timed_out', 'interrupted')) > 0
    ORDER BY failed DESC, "lastAt" DESC LIMIT ${SHOWN}`;
  return rows.map((row) => ({ ...row, lastAt: row.lastAt.toISOString() }));
}

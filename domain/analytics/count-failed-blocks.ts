import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { type Asked, COUNTED_INCIDENTS, COUNTED_RUNBOOKS, counted } from './counted';
import type { FailedBlock } from './schema';

const SHOWN = 20;

/** Blocks that could not do their work in those incidents: they did not run, took too long or broke off. The worst first. */
export async function countFailedBlocks(ctx: Context, asked: Asked): Promise<FailedBlock[]> {
  authorise(ctx, 'incident.read');
  const rows = await db().$queryRaw<(Omit<FailedBlock, 'lastAt'> & { lastAt: Date })[]>`
    SELECT r.runbook, r.block, max(r.title) AS title, sum(r.runs)::int AS runs, sum(r.failed)::int AS failed, max(r."lastAt") AS "lastAt"
    FROM ${COUNTED_RUNBOOKS} JOIN ${COUNTED_INCIDENTS} ON i.id = r."incidentId"
    WHERE ${counted(ctx, asked, false)} GROUP BY 1, 2 HAVING sum(r.failed) > 0 ORDER BY failed DESC, "lastAt" DESC LIMIT ${SHOWN}`;
  return rows.map((row) => ({ ...row, lastAt: row.lastAt.toISOString() }));
}

import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { visibleRow } from '@/domain/incidents/visible-to';
import { db, Prisma } from '@/lib/db';
import { runView, runViewOmit } from './run-view';
import type { RunView } from './schema';

/** The newest run of each block of a runbook; inside an incident only that incident's. */
export async function listLastRuns(ctx: Context, input: { runbook: string; incident?: number }): Promise<Record<string, RunView>> {
  authorise(ctx, 'run.read');
  const inside = input.incident ? Prisma.sql`AND i.number = ${input.incident}` : Prisma.empty;
  const newest = await db().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT ON (run."blockId") run.id FROM run LEFT JOIN incident i ON i.id = run."incidentId"
    WHERE run.runbook = ${input.runbook} AND (run."incidentId" IS NULL OR ${visibleRow(ctx)}) ${inside}
    ORDER BY run."blockId", run."queuedAt" DESC`;
  const rows = await db().run.findMany({
    where: { id: { in: newest.map(({ id }) => id) } },
    omit: runViewOmit,
    include: { incident: { select: { number: true } } },
  });
  return Object.fromEntries(rows.map((row) => [row.blockId, runView(row)]));
}

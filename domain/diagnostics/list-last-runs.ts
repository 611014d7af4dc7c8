import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db, Prisma } from '@/lib/db';
import { runView, runViewOmit } from './run-view';
import type { RunView } from './schema';

/** The newest run of each block of a runbook; inside an incident only that incident's. */
export async function listLastRuns(ctx: Context, input: { runbook: string; incident?: number }): Promise<Record<string, RunView>> {
  authorise(ctx, 'run.read');
  const inside = input.incident ? Prisma.sql`AND "incidentId" = (SELECT id FROM incident WHERE number = ${input.incident})` : Prisma.empty;
  const newest = await db().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT ON ("blockId") id FROM run WHERE runbook = ${input.runbook} ${inside} ORDER BY "blockId", "queuedAt" DESC`;
  const rows = await db().run.findMany({
    where: { id: { in: newest.map(({ id }) => id) } },
    omit: runViewOmit,
    include: { incident: { select: { number: true } } },
  });
  return Object.fromEntries(rows.map((row) => [row.blockId, runView(row)]));
}

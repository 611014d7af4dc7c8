import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import type { RunOrigin } from '@/prisma/generated/enums';
import { runView, runViewOmit } from './run-view';
import type { RunView } from './schema';
import { visibleRuns } from './visible-runs';

const MAX_RUNS = 100;

/** The newest runs first: of a runbook, one of its blocks, an incident, or by who asked: a person, a schedule, the rehearsal. */
export async function listRuns(
  ctx: Context,
  filter: { runbook?: string; block?: string; incident?: number; limit?: number; origin?: RunOrigin },
): Promise<RunView[]> {
  authorise(ctx, 'run.read');
  const rows = await db().run.findMany({
    where: {
      AND: visibleRuns(ctx),
      ...(filter.runbook ? { runbook: filter.runbook } : {}),
      ...(filter.block ? { blockId: filter.block } : {}),
      ...(filter.origin ? { origin: filter.origin } : {}),
      ...(filter.incident ? { incident: { number: filter.incident } } : {}),
    },
    orderBy: { queuedAt: 'desc' },
    take: Math.min(filter.limit ?? 20, MAX_RUNS),
    omit: runViewOmit,
    include: { incident: { select: { number: true } } },
  });
  return rows.map(runView);
}

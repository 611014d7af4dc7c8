import { authorise } from '@/domain/access/authorise';
import { findPeopleBehind } from '@/domain/access/find-people-behind';
import type { Context } from '@/domain/context';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db } from '@/lib/db';
import type { ApprovalView } from './schema';

/** The requests of an incident that can still be decided or used, newest first. */
export async function listApprovals(ctx: Context, input: { incident: number }): Promise<ApprovalView[]> {
  authorise(ctx, 'run.read');
  const rows = await db().approval.findMany({
    where: {
      incident: { number: input.incident, ...visibleTo(ctx) },
      state: { in: ['pending', 'approved'] },
      runId: null,
      expiresAt: { gt: new Date() },
    },
    orderBy: { requestedAt: 'desc' },
  });
  const [self, ...people] = await findPeopleBehind(db(), [ctx.actor.id, ...rows.map(({ requestedById }) => requestedById)]);
  return rows.map((row, index) => ({
    id: row.id,
    runbook: row.runbook,
    block: row.blockId,
    title: row.blockTitle,
    target: row.target,
    inputs: row.inputs as ApprovalView['inputs'],
    reason: row.reason,
    state: row.state,
    requestedBy: row.requestedByName,
    mine: people[index] === self,
    decidedBy: row.decidedByName,
    expiresAt: row.expiresAt.toISOString(),
  }));
}

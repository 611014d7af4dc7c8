import { randomUUID } from 'node:crypto';
import { recordAudit } from '@/domain/audit/record-audit';
import { systemContext } from '@/domain/context';
import { allRunbooks } from '@/domain/runbooks/shelf';
import { db, type Tx } from '@/lib/db';
import type { Run } from '@/prisma/generated/client';
import { stopped } from './rules';
import { type Cleared, type FollowUp, tellStanding } from './tell-standing';

type Ended = Pick<Run, 'id' | 'runbook' | 'blockId' | 'blockTitle' | 'target' | 'state' | 'verdict' | 'reason' | 'queuedAt'> & {
  code: string | null;
};

/** Ends a rehearsal once: marks the blocks that stopped working, and takes the mark from those whose block is gone. */
export async function finishRehearsal(id: string, followUp: FollowUp): Promise<void> {
  const ctx = systemContext('Rehearsal');
  const runbooks = await allRunbooks();
  await db().$transaction(async (tx) => {
    const { count } = await tx.rehearsal.updateMany({ where: { id, endedAt: null }, data: { endedAt: new Date(), waiting: [] } });
    if (count === 0) return;
    const made = await markStopped(tx, id);
    const cleared = await clearGone(tx, (runbook, block) => runbooks.get(runbook)?.runbook.blocks.some((one) => one.id === block) ?? false);
    await tellStanding(tx, ctx, { made, cleared }, followUp);
    const runs = await tx.run.count({ where: { rehearsalId: id } });
    const data = { runs, stopped: made.map(({ runbook, block }) => `${runbook}#${block}`) };
    await recordAudit(tx, ctx, { action: 'rehearsal_ended', subjectType: 'rehearsal', subjectId: id, data });
  });
}

/** Marks what stopped working and was not marked before. Only what went badly is looked at: there may be thousands that did not. */
async function markStopped(tx: Tx, rehearsalId: string): Promise<{ runbook: string; block: string }[]> {
  const runs = await tx.$queryRaw<Ended[]>`
    SELECT id, runbook, "blockId", "blockTitle", target, state, verdict, reason, "queuedAt", data #>> '{error,code}' AS code FROM run
    WHERE "rehearsalId" = ${rehearsalId}::uuid AND (verdict = 'fail' OR state IN ('errored', 'timed_out')) ORDER BY "queuedAt"`;
  const made = [];
  for (const run of runs) if (await markIfStopped(tx, run)) made.push({ runbook: run.runbook, block: run.blockId });
  return made;
}

async function clearGone(tx: Tx, isThere: (runbook: string, block: string) => boolean): Promise<Cleared[]> {
  const marks = await tx.staleBlock.findMany({ where: { clearedAt: null } });
  const gone = marks.filter(({ runbook, blockId }) => !isThere(runbook, blockId));
  const data = { clearedAt: new Date(), clearedWhy: 'Its block is no longer in the file.' };
  await tx.staleBlock.updateMany({ where: { id: { in: gone.map(({ id }) => id) }, clearedAt: null }, data });
  return gone.map(({ runbook, blockId: block, blockTitle: title }) => ({ runbook, block, title, run: null, isGone: true }));
}

/** Whether it counts as stopped and was not marked before. */
async function markIfStopped(tx: Tx, run: Ended): Promise<boolean> {
  const { runbook, blockId, target, queuedAt } = run;
  const before = await tx.run.findFirst({
    where: { runbook, blockId, target, incidentId: null, verdict: { not: null }, queuedAt: { lt: queuedAt } },
    orderBy: { queuedAt: 'desc' },
    select: { verdict: true },
  });
  const rehearsed = await tx.run.findFirst({
    where: { runbook, blockId, target, origin: 'rehearsal', verdict: { not: null }, queuedAt: { lt: queuedAt } },
    orderBy: { queuedAt: 'desc' },
    select: { verdict: true },
  });
  const why = stopped(run, rehearsed ? { ...rehearsed, rehearsed: true } : before && { ...before, rehearsed: false });
  if (!why) return false;
  const reason =
    why === 'errored' ? `It could not run: ${run.reason ?? run.state}` : `It fails where it did not before: ${run.reason ?? ''}`;
  const made = await tx.$executeRaw`
    INSERT INTO stale_block (id, runbook, "blockId", "blockTitle", reason, "runId")
    VALUES (${randomUUID()}::uuid, ${runbook}, ${blockId}, ${run.blockTitle}, ${reason.slice(0, 1_000)}, ${run.id}::uuid) ON CONFLICT DO NOTHING`;
  return made === 1;
}

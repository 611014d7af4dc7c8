import { randomUUID } from 'node:crypto';
import { recordAudit } from '@/domain/audit/record-audit';
import { type Context, systemContext } from '@/domain/context';
import { allRunbooks } from '@/domain/runbooks/shelf';
import { db, type Tx } from '@/lib/db';
import type { Run } from '@/prisma/generated/client';
import { codeOf, stopped } from './rules';

type Ended = Pick<Run, 'id' | 'runbook' | 'blockId' | 'blockTitle' | 'target' | 'state' | 'verdict' | 'reason' | 'queuedAt' | 'data'>;
const ended = {
  id: true,
  runbook: true,
  blockId: true,
  blockTitle: true,
  target: true,
  state: true,
  verdict: true,
  reason: true,
  data: true,
} as const;

/** A block that worked and does not any more, and whose runbook it is. */
export type Stopped = { runbook: string; block: string; blockTitle: string; owner: string; reason: string };
/** Gives its owner something to do about it, in the same transaction. Other features know how; the engine hands it in. */
export type OpenTask = (tx: Tx, ctx: Context, stopped: Stopped) => Promise<void>;

/** Ends a rehearsal once: marks the blocks that stopped working, and takes the mark from those whose block is gone. */
export async function finishRehearsal(id: string, openTask: OpenTask): Promise<void> {
  const ctx = systemContext('Rehearsal');
  const runbooks = await allRunbooks();
  await db().$transaction(async (tx) => {
    const { count } = await tx.rehearsal.updateMany({ where: { id, endedAt: null }, data: { endedAt: new Date(), waiting: [] } });
    if (count === 0) return;
    const runs = await tx.run.findMany({ where: { rehearsalId: id }, select: { ...ended, queuedAt: true } });
    const marked: Stopped[] = [];
    for (const run of runs) {
      const reason = await markIfStopped(tx, run);
      const owner = runbooks.get(run.runbook)?.runbook.owner ?? '';
      if (reason) marked.push({ runbook: run.runbook, block: run.blockId, blockTitle: run.blockTitle, owner, reason });
    }
    for (const { id: stale, runbook, blockId } of await tx.staleBlock.findMany({ where: { clearedAt: null } }))
      if (!runbooks.get(runbook)?.runbook.blocks.some((block) => block.id === blockId))
        await tx.staleBlock.updateMany({
          where: { id: stale, clearedAt: null },
          data: { clearedAt: new Date(), clearedWhy: 'Its block is no longer in the file.' },
        });
    for (const stopped of marked) await openTask(tx, ctx, stopped);
    const data = { runs: runs.length, stopped: marked.map(({ runbook, block }) => `${runbook}#${block}`) };
    await recordAudit(tx, ctx, { action: 'rehearsal_ended', subjectType: 'rehearsal', subjectId: id, data });
  });
}

/** Why it counts as stopped, when it was not marked before; else null. */
async function markIfStopped(tx: Tx, run: Ended): Promise<string | null> {
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
  const now = { ...run, code: codeOf(run.data) };
  const why = stopped(now, rehearsed ? { ...rehearsed, rehearsed: true } : before && { ...before, rehearsed: false });
  if (!why) return null;
  const reason =
    why === 'errored' ? `It could not run: ${run.reason ?? run.state}` : `It fails where it did not before: ${run.reason ?? ''}`;
  const made = await tx.$executeRaw`
    INSERT INTO stale_block (id, runbook, "blockId", "blockTitle", reason, "runId")
    VALUES (${randomUUID()}::uuid, ${runbook}, ${blockId}, ${run.blockTitle}, ${reason.slice(0, 1_000)}, ${run.id}::uuid) ON CONFLICT DO NOTHING`;
  return made === 1 ? reason : null;
}

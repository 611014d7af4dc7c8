import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { recordEvent } from '@/domain/incidents/record-event';
import { db } from '@/lib/db';
import { notify } from '@/lib/notify';
import { getRun } from './get-run';

/** Asks the engine that has it to stop a run; its end follows within the five seconds a process gets to leave. */
export async function cancelRun(ctx: Context, input: { id: string }): Promise<{ id: string }> {
  authorise(ctx, 'run.cancel');
  const run = await getRun(ctx, input.id);
  await db().$transaction(async (tx) => {
    const { count } = await tx.run.updateMany({
      where: { id: run.id, state: { in: ['queued', 'running'] }, cancelRequestedAt: null },
      data: { cancelRequestedAt: new Date(), cancelledByName: ctx.actor.name },
    });
    if (count === 0) throw conflict('This run has already ended or is being cancelled.');
    const row = await tx.run.findUniqueOrThrow({ where: { id: run.id }, select: { incidentId: true } });
    const facts = { run: run.id, title: run.title };
    await notify(tx, { topic: 'cancel', id: run.id });
    if (row.incidentId) await recordEvent(tx, ctx, row.incidentId, { type: 'run_cancel_requested', data: facts });
    else await recordAudit(tx, ctx, { action: 'run_cancel_requested', subjectType: 'run', subjectId: run.id, data: facts });
  });
  return { id: run.id };
}

import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { recordEvent } from '@/domain/incidents/record-event';
import { db } from '@/lib/db';
import { lockProcedure } from './change-step';
import { procedureInclude, procedureView } from './procedure-view';
import type { ProcedureView, StopProcedure } from './schema';

/** Ends a running procedure before its last step; what was done stays on the record. */
export async function stopProcedure(ctx: Context, input: z.output<typeof StopProcedure>): Promise<ProcedureView> {
  authorise(ctx, 'procedure.run');
  const { procedure: id } = input;
  return db().$transaction(async (tx) => {
    const { incidentId, runbook, title } = await lockProcedure(tx, ctx, id);
    await tx.procedureRun.update({ where: { id }, data: { state: 'stopped', endedAt: new Date(), endedByName: ctx.actor.name } });
    await recordEvent(tx, ctx, incidentId, {
      type: 'procedure_stopped',
      data: { procedure: id, runbook, title, reason: input.reason || null },
    });
    return procedureView(await tx.procedureRun.findUniqueOrThrow({ where: { id }, include: procedureInclude }));
  });
}

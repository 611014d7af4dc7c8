import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict, invalid } from '@/domain/errors';
import { lockIncident } from '@/domain/incidents/change-incident';
import { recordEvent } from '@/domain/incidents/record-event';
import { db, type Tx } from '@/lib/db';
import { verifyBlockers } from './rules';
import type { ChangeStep } from './schema';
import { verifyChecks } from './verify-checks';

/**
 * Begins a step, or says that it is done, skipped (with a reason), or open again. Refuses the state it has, and to call the fix
 * verified while a verification or the diagnostic of a confirmed cause says otherwise.
 */
export async function changeStep(ctx: Context, input: z.output<typeof ChangeStep>): Promise<{ step: string; state: string }> {
  authorise(ctx, 'investigation.work');
  const { number, step, state } = input;
  const note = input.note || null;
  if (state === 'skipped' && !note) throw invalid('note', 'say why the step is skipped');
  return db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, number);
    if (step === 'verify' && state === 'done') await mustBeVerified(tx, incident.id);
    if (state === 'current')
      await tx.investigationStep.updateMany({ where: { incidentId: incident.id, state }, data: { state: 'pending' } });
    await tx.investigationStep.createMany({
      data: [{ incidentId: incident.id, step, changedByName: ctx.actor.name }],
      skipDuplicates: true,
    });
    const { count } = await tx.investigationStep.updateMany({
      where: {
        incidentId: incident.id,
        step,
        ...(state === 'pending' ? { state: { in: ['done', 'skipped'] } } : { state: { not: state } }),
      },
      data: { state, note, changedAt: new Date(), changedByName: ctx.actor.name },
    });
    if (count === 0) throw conflict(state === 'pending' ? 'It is open.' : `It is ${state} already.`);
    await recordEvent(tx, ctx, incident.id, { type: 'investigation_step_changed', data: { step, state, note } });
    return { step, state };
  });
}

async function mustBeVerified(tx: Tx, incidentId: string): Promise<void> {
  const [first] = verifyBlockers(await verifyChecks(tx, incidentId));
  if (first) throw conflict(`It cannot be called verified: ${first.why}. Run it again once the fix holds, or skip the step with a reason.`);
}

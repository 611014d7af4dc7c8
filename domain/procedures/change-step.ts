import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { lockIncident } from '@/domain/incidents/change-incident';
import { recordEvent } from '@/domain/incidents/record-event';
import { isOpen } from '@/domain/incidents/rules';
import type { TimelineEvent } from '@/domain/incidents/timeline-event';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db, type Tx } from '@/lib/db';
import type { ProcedureRun, ProcedureStep } from '@/prisma/generated/client';
import type { ProcedureStepState } from '@/prisma/generated/enums';
import { procedureInclude, procedureView } from './procedure-view';
import { nextStep, notItsTurn } from './rules';
import type { ProcedureView } from './schema';

export type StepChange = {
  state: Exclude<ProcedureStepState, 'pending'>;
  evidence: string | null;
  runId: string | null;
  event: TimelineEvent;
};
export type Facts = { procedure: string; runbook: string; title: string };

/**
 * The shared movement of the verbs that act on a step: lock the incident, check that it is the step's turn, decide, change,
 * record; the last step completes the procedure. Throws conflict when it is not its turn, or `decide` says what to wait for.
 */
export async function changeStep(
  ctx: Context,
  { procedure: id, step: stepId }: { procedure: string; step: string },
  decide: (tx: Tx, procedure: ProcedureRun, step: ProcedureStep, facts: Facts) => Promise<StepChange>,
): Promise<ProcedureView> {
  return db().$transaction(async (tx) => {
    const procedure = await lockProcedure(tx, ctx, id);
    const steps = await tx.procedureStep.findMany({ where: { procedureRunId: id }, orderBy: { position: 'asc' } });
    const step = steps.find((known) => known.stepId === stepId);
    const refusal = notItsTurn(steps, stepId);
    if (!step || refusal) throw conflict(refusal ?? 'This procedure has no such step.');
    const facts = { procedure: id, runbook: procedure.runbook, title: procedure.title };
    const { state, evidence, runId, event } = await decide(tx, procedure, step, facts);
    await tx.procedureStep.update({
      where: { procedureRunId_stepId: { procedureRunId: id, stepId } },
      data: { state, evidence, runId, doneAt: new Date(), doneById: ctx.actor.id, doneByName: ctx.actor.name },
    });
    await recordEvent(tx, ctx, procedure.incidentId, event);
    if (!nextStep(steps.map((known) => (known.stepId === stepId ? { ...known, state } : known)))) await complete(tx, ctx, procedure, facts);
    return procedureView(await tx.procedureRun.findUniqueOrThrow({ where: { id }, include: procedureInclude }));
  });
}

/** Locks the incident of a running procedure that the caller may know of. Throws not_found or conflict. */
export async function lockProcedure(tx: Tx, ctx: Context, id: string): Promise<ProcedureRun> {
  const found = await tx.procedureRun.findFirst({
    where: { id, incident: visibleTo(ctx) },
    select: { incident: { select: { number: true } } },
  });
  if (!found) throw notFound('This procedure');
  const incident = await lockIncident(tx, ctx, found.incident.number);
  if (!isOpen(incident.status)) throw conflict(`Incident #${incident.number} is ${incident.status}. Reopen it first.`);
  const procedure = await tx.procedureRun.findUniqueOrThrow({ where: { id } });
  if (procedure.state !== 'running') throw conflict(`This procedure is already ${procedure.state}. Begin it anew if it is needed again.`);
  return procedure;
}

async function complete(tx: Tx, ctx: Context, procedure: ProcedureRun, facts: Facts): Promise<void> {
  await tx.procedureRun.update({
    where: { id: procedure.id },
    data: { state: 'completed', endedAt: new Date(), endedByName: ctx.actor.name },
  });
  await recordEvent(tx, ctx, procedure.incidentId, { type: 'procedure_completed', data: facts });
}

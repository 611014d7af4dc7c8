import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { lockIncident } from '@/domain/incidents/change-incident';
import { recordEvent } from '@/domain/incidents/record-event';
import { isOpen } from '@/domain/incidents/rules';
import { loadRunbook } from '@/domain/runbooks/load-runbook';
import type { Procedure } from '@/domain/runbooks/schema';
import { db } from '@/lib/db';
import { procedureInclude, procedureView } from './procedure-view';
import type { ProcedureView, StartProcedure } from './schema';

/**
 * Begins a procedure of a runbook in an open incident; its steps are kept as they are now. Refuses one that changed since it
 * was shown, and one that is already being carried out there.
 */
export async function startProcedure(ctx: Context, input: z.output<typeof StartProcedure>): Promise<ProcedureView> {
  authorise(ctx, 'procedure.run');
  const procedure = await procedureOf(input);
  const row = {
    id: randomUUID(),
    runbook: input.runbook,
    procedureId: procedure.id,
    title: procedure.title,
    contentHash: procedure.contentHash,
    startedByName: ctx.actor.name,
  };
  return db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, input.number);
    if (!isOpen(incident.status)) throw conflict(`Incident #${incident.number} is ${incident.status}. Reopen it first.`);
    const { count } = await tx.procedureRun.createMany({ data: [{ ...row, incidentId: incident.id }], skipDuplicates: true });
    if (count === 0) throw conflict('This procedure is already being carried out here.');
    await tx.procedureStep.createMany({ data: stepsOf(procedure, row.id) });
    await recordEvent(tx, ctx, incident.id, {
      type: 'procedure_started',
      data: { procedure: row.id, runbook: row.runbook, title: row.title, steps: procedure.steps.length },
    });
    return procedureView(await tx.procedureRun.findUniqueOrThrow({ where: { id: row.id }, include: procedureInclude }));
  });
}

async function procedureOf({ runbook: slug, id, contentHash }: z.output<typeof StartProcedure>): Promise<Procedure> {
  const procedure = (await loadRunbook(slug))?.procedures.find((known) => known.id === id);
  if (!procedure) throw notFound(`Procedure ${id} of runbook ${slug}`);
  if (procedure.contentHash !== contentHash)
    throw conflict('The procedure changed since it was shown. Reload it, read it again, then begin.');
  return procedure;
}

const stepsOf = (procedure: Procedure, procedureRunId: string) =>
  procedure.steps.map(({ id: stepId, title, owner, gate }, position) => ({
    procedureRunId,
    position,
    stepId,
    title,
    owner: owner ?? null,
    gate: gate ?? null,
  }));

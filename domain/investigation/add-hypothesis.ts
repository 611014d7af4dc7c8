import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { lockIncident } from '@/domain/incidents/change-incident';
import { recordEvent } from '@/domain/incidents/record-event';
import { db } from '@/lib/db';
import { mustRead } from './must-read';
import { CONFIRMED_BY } from './rules';
import type { AddHypothesis } from './schema';

/** Notes a supposed cause and, if given, the diagnostic that tests it. Refuses a test that is not there, or that changes something. */
export async function addHypothesis(ctx: Context, input: z.output<typeof AddHypothesis>): Promise<{ id: string }> {
  authorise(ctx, 'investigation.work');
  const { number, statement, confirmedBy } = input;
  const runbook = input.runbook || null;
  const block = input.block || null;
  if (runbook && block) await mustRead(runbook, block);
  return db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, number);
    const id = randomUUID();
    await tx.hypothesis.create({
      data: {
        id,
        incidentId: incident.id,
        statement,
        runbook,
        blockId: block,
        confirmedBy: block ? (confirmedBy ?? CONFIRMED_BY) : null,
        createdByName: ctx.actor.name,
      },
    });
    await recordEvent(tx, ctx, incident.id, { type: 'hypothesis_added', data: { hypothesis: id, statement, runbook, block } });
    return { id };
  });
}

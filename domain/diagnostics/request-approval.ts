import { randomUUID } from 'node:crypto';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { invalid } from '@/domain/errors';
import { lockIncident } from '@/domain/incidents/change-incident';
import { recordEvent } from '@/domain/incidents/record-event';
import { isOpen } from '@/domain/incidents/rules';
import { db } from '@/lib/db';
import { signOfSecrets } from './approval';
import { offeredBlock } from './offered-block';
import { APPROVAL_MINUTES } from './rules';
import type { RequestApproval } from './schema';

/** Asks another commander or admin to approve something destructive, with the inputs it would run with. Holds for 15 minutes. */
export async function requestApproval(ctx: Context, input: RequestApproval): Promise<{ id: string }> {
  authorise(ctx, 'run.destructive_request');
  const { block, target, shown, secrets } = await offeredBlock(input);
  if (block.effect !== 'destructive') throw invalid('block', 'this one needs no approval');
  const id = randomUUID();
  await db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, input.incident);
    if (!isOpen(incident.status)) throw invalid('incident', `#${incident.number} is ${incident.status}`);
    const facts = {
      runbook: input.runbook,
      blockId: block.id,
      blockTitle: block.title,
      target: target.name,
      inputs: shown,
      reason: input.reason,
    };
    await tx.approval.create({
      data: {
        id,
        incidentId: incident.id,
        ...facts,
        contentHash: block.contentHash,
        secretsSign: signOfSecrets(id, secrets),
        requestedById: ctx.actor.id ?? '',
        requestedByKind: ctx.actor.kind,
        requestedByName: ctx.actor.name,
        expiresAt: new Date(Date.now() + APPROVAL_MINUTES * 60_000),
      },
    });
    await recordEvent(tx, ctx, incident.id, {
      type: 'approval_requested',
      data: {
        approval: id,
        runbook: input.runbook,
        block: block.id,
        title: block.title,
        target: target.name,
        inputs: shown,
        reason: input.reason,
      },
    });
  });
  return { id };
}

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
import { tellApprovalAsked } from './tell-approval-asked';

/**
 * Asks another commander or admin to approve something destructive, with the inputs it would run with; they are told, once while the same
 * person waits for the same block. Holds for 15 minutes.
 */
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
    const mine = { incidentId: incident.id, runbook: input.runbook, blockId: block.id, requestedById: ctx.actor.id ?? '' };
    const waiting = await tx.approval.count({ where: { ...mine, state: 'pending', expiresAt: { gt: new Date() } } });
    if (waiting === 0) await tellApprovalAsked(tx, ctx, { approval: id, incident, ...facts });
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

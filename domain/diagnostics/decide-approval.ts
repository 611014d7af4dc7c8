import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { isSamePerson } from '@/domain/access/find-people-behind';
import type { Context } from '@/domain/context';
import { conflict, DomainError, notFound } from '@/domain/errors';
import { recordEvent } from '@/domain/incidents/record-event';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db } from '@/lib/db';
import type { DecideApproval } from './schema';

/** Approves or rejects another person's request. One's own, also by one's API key, can only be withdrawn (rejected). */
export async function decideApproval(ctx: Context, input: z.output<typeof DecideApproval>): Promise<{ id: string }> {
  authorise(ctx, input.decision === 'approved' ? 'run.destructive_approve' : 'run.destructive_request');
  await db().$transaction(async (tx) => {
    const approval = await tx.approval.findFirst({ where: { id: input.id, incident: visibleTo(ctx) } });
    if (!approval) throw notFound('This request');
    if (input.decision === 'approved' && (await isSamePerson(tx, approval.requestedById, ctx.actor.id)))
      throw new DomainError('forbidden', 'Nobody approves their own request. Ask another commander, or break the glass with a reason.');
    const { count } = await tx.approval.updateMany({
      where: { id: input.id, state: 'pending', expiresAt: { gt: new Date() } },
      data: { state: input.decision, decidedAt: new Date(), decidedById: ctx.actor.id, decidedByName: ctx.actor.name },
    });
    if (count === 0)
      throw conflict(
        approval.state === 'pending' ? 'This request has expired.' : `${approval.decidedByName} already ${approval.state} it.`,
      );
    await recordEvent(tx, ctx, approval.incidentId, {
      type: 'approval_decided',
      data: { approval: input.id, title: approval.blockTitle, decision: input.decision },
    });
  });
  return { id: input.id };
}

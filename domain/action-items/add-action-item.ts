import { createHash, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { lockIncident } from '@/domain/incidents/change-incident';
import { findOwner } from '@/domain/incidents/people/find-owner';
import { recordEvent } from '@/domain/incidents/record-event';
import { db, type Prisma, type Tx } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';
import { actionItemInclude, actionItemView } from './action-item-view';
import { dueAfter } from './rules';
import type { ActionItemView, AddActionItem } from './schema';

/**
 * Says what is to be different from now on: after an incident, from its review once there is one, or about a runbook. The same
 * idempotency key by the same person gives the same item; with other contents it is a conflict. Refuses an owner who is not there
 * or may not know of the incident, and a second open item about the same block.
 */
export async function addActionItem(
  ctx: Context,
  input: z.output<typeof AddActionItem>,
  options: { idempotencyKey?: string } = {},
): Promise<ActionItemView> {
  authorise(ctx, 'action_item.edit');
  const requestHash = createHash('sha256')
    .update(JSON.stringify(Object.entries(input).toSorted()))
    .digest('hex');
  return db().$transaction(async (tx) => {
    const incident = input.incident ? await lockIncident(tx, ctx, input.incident) : null;
    const key = options.idempotencyKey ?? null;
    const row = { ...(await factsOf(tx, input, incident)), ...madeBy(ctx, key, requestHash) };
    const { count } = await tx.actionItem.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) return earlier(tx, ctx, key, requestHash, input);
    const made = await tx.actionItem.findUniqueOrThrow({ where: { id: row.id }, include: actionItemInclude });
    const view = actionItemView(made, new Date());
    if (incident) {
      const owner = made.ownerId && made.ownerName ? { id: made.ownerId, name: made.ownerName } : null;
      const data = { item: made.number, title: made.title, kind: made.kind, owner, dueAt: view.dueAt };
      await recordEvent(tx, ctx, incident.id, { type: 'action_item_added', data });
    }
    const said = { title: made.title, runbook: made.runbook, block: made.blockId };
    await recordAudit(tx, ctx, { action: 'action_item_added', subjectType: 'action_item', subjectId: String(made.number), data: said });
    return view;
  });
}

const madeBy = ({ actor }: Context, idempotencyKey: string | null, requestHash: string) => ({
  id: randomUUID(),
  createdById: actor.id,
  createdByName: actor.name,
  idempotencyKey,
  requestHash: idempotencyKey ? requestHash : null,
});

async function factsOf(
  tx: Tx,
  input: z.output<typeof AddActionItem>,
  incident: Incident | null,
): Promise<Omit<Prisma.ActionItemCreateManyInput, 'id' | 'createdByName'>> {
  const severity = input.severity ?? incident?.severity ?? 'P2';
  const [review, policy] = await Promise.all([
    incident && tx.review.findUnique({ where: { incidentId: incident.id }, select: { id: true } }),
    tx.reviewPolicy.findUnique({ where: { severity }, select: { actionItemDays: true } }),
  ]);
  const byPolicy = dueAfter(policy?.actionItemDays ?? null, new Date());
  return {
    title: input.title,
    detail: input.detail ?? '',
    kind: input.kind,
    severity,
    source: review ? 'review' : incident ? 'resolution' : 'runbook',
    reviewId: review?.id ?? null,
    incidentId: incident?.id ?? null,
    runbook: input.runbook ?? null,
    blockId: input.block ?? null,
    verifyRunbook: input.verifyRunbook ?? null,
    verifyBlockId: input.verifyBlock ?? null,
    trackerUrl: input.trackerUrl ?? null,
    dueAt: input.dueAt === undefined ? byPolicy : input.dueAt && new Date(input.dueAt),
    ...(input.owner ? await findOwner(tx, incident, input.owner) : {}),
  };
}

/** What the database already holds instead: the same request's item, or one that says the same. */
async function earlier(
  tx: Tx,
  ctx: Context,
  key: string | null,
  requestHash: string,
  input: z.output<typeof AddActionItem>,
): Promise<ActionItemView> {
  const same = key
    ? await tx.actionItem.findFirst({ where: { createdById: ctx.actor.id, idempotencyKey: key }, include: actionItemInclude })
    : null;
  if (same?.requestHash === requestHash) return actionItemView(same, new Date());
  if (same) throw conflict('This Idempotency-Key was already used for another action item. Use a new key.');
  throw conflict(
    input.incident
      ? `Incident #${input.incident} has an action item “${input.title}” already.`
      : `An open action item about ${[input.runbook, input.block].filter(Boolean).join('#')} is there already.`,
  );
}

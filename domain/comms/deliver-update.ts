import type { Context } from '@/domain/context';
import { queueDelivery } from '@/domain/deliveries/queue-delivery';
import { databaseNow } from '@/domain/incidents/clocks/database-now';
import { recordEvent } from '@/domain/incidents/record-event';
import type { Tx } from '@/lib/db';
import type { Incident, IncidentUpdate } from '@/prisma/generated/client';
import type { UpdateState } from '@/prisma/generated/enums';
import { findUpdate, tooLate, updateFacts } from './change-update';
import { fillUpdate, requireComplete } from './fill-update';
import { planDeliveries } from './plan-deliveries';
import { keepPromises } from './promises/keep-promises';
import { shownWhere } from './rules';
import type { SentUpdate } from './schema';
import { DELIVERY_FIELDS, updateView } from './update-view';
import type { Values } from './variables/schema';

const AUDIENCE_WORDS = { internal: 'the team', stakeholders: 'stakeholders', customers: 'customers' } as const;

type Sending = { from: readonly UpdateState[]; by: string; idempotencyKey?: string; requestHash?: string };

/**
 * Sends an update in the caller's transaction, which holds the incident: fills it in, fixes what it says, records it, keeps and
 * makes promises, and queues a delivery for each way out. Refuses what is not complete before anything is written.
 */
export async function deliverUpdate(tx: Tx, ctx: Context, incident: Incident, draft: IncidentUpdate, how: Sending): Promise<SentUpdate> {
  const sentAt = await databaseNow(tx);
  const filled = await fillUpdate(tx, incident, { ...draft, variables: draft.variables as Values }, sentAt);
  requireComplete(filled, 'sent');
  const { subject, body } = filled;
  const { count } = await tx.incidentUpdate.updateMany({
    where: { id: draft.id, revision: draft.revision, state: { in: [...how.from] } },
    data: {
      state: 'sent',
      subject,
      body,
      sentAt,
      sentByName: how.by,
      revision: { increment: 1 },
      ...(how.idempotencyKey ? { idempotencyKey: how.idempotencyKey, requestHash: how.requestHash ?? null } : {}),
    },
  });
  if (count === 0) throw tooLate(await findUpdate(tx, incident, draft.id), draft, how.from);
  const sent = { ...draft, subject, body };
  const deliveries = await planDeliveries(tx, sent);
  await recordEvent(tx, ctx, incident.id, { type: 'update_sent', data: { ...updateFacts(sent), body, recipients: deliveries.length } });
  const promise = await keepPromises(tx, ctx, sent, sentAt);
  await queueDelivery(tx, deliveries);
  return {
    ...(await sentView(tx, incident, draft.id)),
    promise: promise && { words: promise.words, dueAt: promise.dueAt.toISOString() },
  };
}

/** A sent update, with what its sender should know. */
export async function sentView(tx: Tx, incident: Incident, id: string): Promise<SentUpdate> {
  const row = await findUpdate(tx, incident, id);
  const deliveries = await tx.delivery.findMany({ where: { updateId: id }, orderBy: { recipient: 'asc' }, select: DELIVERY_FIELDS });
  const made = await tx.updatePromise.findFirst({ where: { updateId: id, audience: row.audience } });
  const notice = deliveries.length
    ? null
    : `No channel takes messages for ${AUDIENCE_WORDS[row.audience]}. It is recorded, and ${shownWhere(row.audience)}; an admin adds channels in the settings.`;
  return { ...updateView(row, deliveries), promise: made && { words: made.words, dueAt: made.dueAt.toISOString() }, notice };
}

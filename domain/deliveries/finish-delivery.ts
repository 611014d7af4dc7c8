import type { SendFailure, SendOutcome } from '@/lib/channels/outcome';
import { db, type Tx } from '@/lib/db';
import type { ClaimedDelivery } from './claim-deliveries';
import { nextAttemptAt } from './rules';

/** Called in the transaction in which a delivery is given up; the engine records it in the incident's timeline. */
export type RecordFailure = (tx: Tx, delivery: ClaimedDelivery, failure: SendFailure) => Promise<void>;

/**
 * Writes what a try came to: delivered, another try later, or given up, which is recorded once. Does nothing when another engine has
 * taken the delivery meanwhile. Internal to the engine.
 */
export async function finishDelivery(delivery: ClaimedDelivery, outcome: SendOutcome, record: RecordFailure): Promise<void> {
  const mine = { id: delivery.id, state: 'sending', attempts: delivery.attempts } as const;
  const now = new Date();
  const ended = { leaseUntil: null, nextAttemptAt: null, endedAt: now };
  if (!('error' in outcome)) {
    await db().delivery.updateMany({ where: mine, data: { ...ended, state: 'delivered', lastError: null } });
    return;
  }
  const failure = { lastError: outcome.message, ...(outcome.unsure ? { maybeRepeated: true } : {}) };
  const again = outcome.permanent ? null : nextAttemptAt({ ...delivery, retryAfterMs: outcome.retryAfterMs }, now, Math.random());
  if (again) {
    await db().delivery.updateMany({ where: mine, data: { ...failure, state: 'queued', leaseUntil: null, nextAttemptAt: again } });
    if (outcome.retryAfterMs && delivery.channelId) await holdChannel(delivery.channelId, again);
    return;
  }
  await db().$transaction(async (tx) => {
    const { count } = await tx.delivery.updateMany({ where: mine, data: { ...failure, ...ended, state: 'failed' } });
    if (count > 0) await record(tx, delivery, outcome);
  });
}

/** Who asks for a pause asks it of all that goes there. */
async function holdChannel(channelId: string, until: Date): Promise<void> {
  await db().delivery.updateMany({
    where: { channelId, state: 'queued', nextAttemptAt: { lt: until } },
    data: { nextAttemptAt: until },
  });
}

import { randomUUID } from 'node:crypto';
import type { Tx } from '@/lib/db';
import { notify } from '@/lib/notify';
import type { ChannelKind } from '@/prisma/generated/enums';

export type NewDelivery = {
  kind: ChannelKind;
  /** An address for e-mail; what names the channel for the others. */
  recipient: string;
  subject: string;
  /** Markdown. */
  body: string;
  /** Why and to whom: the same key is the same delivery, however often it is queued. */
  dedupKey: string;
  /** An iCalendar object that goes with an e-mail. */
  calendar?: string;
  channelId?: string;
  incidentId?: string;
  updateId?: string;
};

/** Puts messages into the outbox in the caller's transaction; an engine sends them once it commits. */
export async function queueDelivery(tx: Tx, deliveries: NewDelivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  const rows = deliveries.map((delivery) => ({ id: randomUUID(), ...delivery, subject: oneLine(delivery.subject) }));
  await tx.delivery.createMany({ data: rows, skipDuplicates: true });
  await notify(tx, { topic: 'delivery' });
}

/** Where a message goes: an address, or a channel by what names it. */
export type Way = Pick<NewDelivery, 'kind' | 'recipient' | 'channelId'>;

/** Puts one message to each of these ways into the outbox, in the caller's transaction: by each only once for the same key. */
export function queueToEach(
  tx: Tx,
  ways: readonly Way[],
  { key, ...message }: Pick<NewDelivery, 'subject' | 'body' | 'incidentId'> & { key: string },
): Promise<void> {
  return queueDelivery(
    tx,
    ways.map(({ kind, recipient, channelId }) => ({
      ...{ kind, recipient, ...(channelId ? { channelId } : {}) },
      ...message,
      dedupKey: `${key}:${channelId ?? ''}:${recipient}`,
    })),
  );
}

/** No mail goes out whose subject holds a break: what was pasted into a title must not keep a page from anyone. */
const oneLine = (subject: string) => subject.replace(/[\p{Cc}\s]+/gu, ' ').trim();

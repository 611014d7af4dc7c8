import { channelRecipients } from '@/domain/deliveries/channel-recipients';
import type { NewDelivery } from '@/domain/deliveries/queue-delivery';
import type { Tx } from '@/lib/db';
import type { Audience } from '@/prisma/generated/enums';

type Way = Pick<NewDelivery, 'kind' | 'recipient'> & { channelId: string; channel: string };

/** Whom a message to this audience goes to: each address of an e-mail channel, and each other channel once. */
export async function waysTo(tx: Tx, audience: Audience): Promise<Way[]> {
  const channels = await tx.channel.findMany({
    where: { enabled: true, audiences: { has: audience } },
    orderBy: { name: 'asc' },
    select: { id: true, kind: true, name: true, recipients: true },
  });
  return channels.flatMap(({ id, kind, name, recipients }) =>
    (kind === 'email' ? recipients : [name]).map((recipient) => ({ kind, recipient, channelId: id, channel: name })),
  );
}

type Sent = { id: string; incidentId: string; audience: Audience; subject: string; body: string };

/** The deliveries of a sent update, one each way. */
export async function planDeliveries(tx: Tx, { id, incidentId, audience, subject, body }: Sent): Promise<NewDelivery[]> {
  return (await channelRecipients(tx, audience)).map(({ kind, recipient, channelId }) => ({
    kind,
    recipient,
    channelId,
    incidentId,
    updateId: id,
    subject,
    body,
    dedupKey: `update:${id}:${channelId}:${recipient}`,
  }));
}

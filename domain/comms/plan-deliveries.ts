import { channelRecipients } from '@/domain/deliveries/channel-recipients';
import type { NewDelivery } from '@/domain/deliveries/queue-delivery';
import type { Tx } from '@/lib/db';
import type { Audience } from '@/prisma/generated/enums';

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

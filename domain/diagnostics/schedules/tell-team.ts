import { channelRecipients } from '@/domain/deliveries/channel-recipients';
import { queueDelivery } from '@/domain/deliveries/queue-delivery';
import type { Tx } from '@/lib/db';

/** Tells the team's channels, once for the same key. */
export async function tellTeam(tx: Tx, key: string, message: { subject: string; body: string }): Promise<void> {
  const recipients = await channelRecipients(tx, 'internal');
  await queueDelivery(
    tx,
    recipients.map(({ kind, recipient, channelId }) => ({
      ...{ kind, recipient, channelId, ...message },
      dedupKey: `schedule ${key} ${kind} ${channelId} ${recipient}`,
    })),
  );
}

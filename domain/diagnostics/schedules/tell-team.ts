import { channelRecipients } from '@/domain/deliveries/channel-recipients';
import { queueToEach } from '@/domain/deliveries/queue-delivery';
import type { Tx } from '@/lib/db';

/** Tells the team's channels, once for the same key. */
export async function tellTeam(tx: Tx, key: string, message: { subject: string; body: string }): Promise<void> {
  await queueToEach(tx, await channelRecipients(tx, 'internal'), { key: `schedule:${key}`, ...message });
}

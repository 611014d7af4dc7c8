import { failed, type SendOutcome } from '@/lib/channels/outcome';
import { db } from '@/lib/db';
import type { ClaimedDelivery } from './claim-deliveries';
import { NO_CHANNEL, openChannel } from './open-channel';
import { sendMessage } from './send-message';

const permanent = { permanent: true } as const;

/** Sends a claimed delivery by its channel, as that stands now. Internal to the engine. */
export async function sendDelivery(delivery: ClaimedDelivery): Promise<SendOutcome> {
  const { channelId, incidentId, kind } = delivery;
  const [channel, incident] = await Promise.all([
    channelId ? db().channel.findUnique({ where: { id: channelId } }) : null,
    incidentId ? db().incident.findUnique({ where: { id: incidentId }, select: { number: true } }) : null,
  ]);
  if (channel && !channel.enabled) return failed('channel_disabled', `The channel ${channel.name} is disabled.`, permanent);
  if (!channel && kind !== 'email') return failed('channel_gone', 'Its channel is not there any more.', permanent);
  const opened = channel ? openChannel(channel) : NO_CHANNEL;
  if ('error' in opened) return opened;
  const message = { ...delivery, incident: incident?.number ?? null, update: delivery.updateId };
  return sendMessage(kind, opened, message);
}

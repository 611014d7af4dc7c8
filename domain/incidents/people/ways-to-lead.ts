import { channelRecipients } from '@/domain/deliveries/channel-recipients';
import type { Way } from '@/domain/deliveries/queue-delivery';
import type { Tx } from '@/lib/db';
import { env } from '@/lib/env';
import type { Incident } from '@/prisma/generated/client';
import { whoLeads } from './who-leads';

/**
 * How whoever leads is reached: by e-mail. Where nobody leads, or no e-mail is set up, the team's channels are told instead, but never of a
 * restricted incident. `person` is who was written to.
 */
export async function waysToLead(tx: Tx, incident: Incident): Promise<{ person: { id: string; name: string } | null; ways: Way[] }> {
  const mail = env().SMTP_URL !== undefined;
  const leader = mail ? await whoLeads(tx, incident) : null;
  if (leader) return { person: { id: leader.id, name: leader.name }, ways: [{ kind: 'email', recipient: leader.email }] };
  const channels = incident.restricted ? [] : await channelRecipients(tx, 'internal');
  const open = channels.filter(({ kind }) => mail || kind !== 'email');
  return { person: null, ways: open.map(({ kind, recipient, channelId }) => ({ kind, recipient, channelId })) };
}

import type { Context } from '@/domain/context';
import { type ChannelRecipient, channelRecipients } from '@/domain/deliveries/channel-recipients';
import { type NewDelivery, queueDelivery } from '@/domain/deliveries/queue-delivery';
import { consoleAddress } from '@/lib/console-address';
import type { Tx } from '@/lib/db';
import { env } from '@/lib/env';
import { plain } from '@/lib/markdown/plain';
import type { Incident } from '@/prisma/generated/client';
import type { Offer } from './offered-block';

type Broken = {
  run: string;
  incident: Pick<Incident, 'id' | 'number' | 'severity' | 'title' | 'restricted'>;
  offer: Offer;
  reason: string;
};

/**
 * Tells everyone who could have been asked that the glass was broken: commanders and admins, whoever has a role in the incident, and the team's
 * channels. Of a restricted incident only those of them who may know of it, and no channel.
 */
export async function tellBrokenGlass(tx: Tx, ctx: Context, { run, incident, offer, reason }: Broken): Promise<void> {
  const { block, target } = offer;
  const message = {
    subject: `[${incident.severity}] #${incident.number}: ${ctx.actor.name} broke the glass for ${block.title}`,
    body: [
      `${plain(ctx.actor.name)} runs **${plain(block.title)}** on ${plain(target.name)}, which destroys something, and nobody approved it.`,
      `Why it could not wait: ${plain(reason)}`,
      `Incident: ${plain(incident.title)}`,
      `This run: ${consoleAddress(`/runs/${run}`)}`,
      `War room: ${consoleAddress(`/incidents/${incident.number}`)}`,
    ].join('\n\n'),
    incidentId: incident.id,
  };
  const emails = env().SMTP_URL ? await whoCouldHaveBeenAsked(tx, ctx, incident) : [];
  const channels = incident.restricted ? [] : await channelRecipients(tx, 'internal');
  const ways: Pick<NewDelivery, 'kind' | 'recipient' | 'channelId'>[] = [
    ...emails.map((recipient) => ({ kind: 'email' as const, recipient })),
    ...channels.filter((channel) => !isAmong(emails, channel)).map(({ kind, recipient, channelId }) => ({ kind, recipient, channelId })),
  ];
  await queueDelivery(
    tx,
    ways.map((way) => ({ ...way, ...message, dedupKey: `glass:${run}:${way.channelId ?? ''}:${way.recipient}` })),
  );
}

const isAmong = (emails: readonly string[], { kind, recipient }: ChannelRecipient) => kind === 'email' && emails.includes(recipient);

async function whoCouldHaveBeenAsked(tx: Tx, { actor }: Context, { id, restricted }: Broken['incident']): Promise<string[]> {
  const holders = await tx.roleAssignment.findMany({ where: { incidentId: id, endedAt: null }, select: { userId: true } });
  const participants = restricted ? await tx.participant.findMany({ where: { incidentId: id }, select: { actorId: true } }) : [];
  const users = await tx.user.findMany({
    where: {
      disabledAt: null,
      ...(actor.id ? { id: { not: actor.id } } : {}),
      AND: [
        { OR: [{ roles: { hasSome: ['commander', 'admin'] } }, { id: { in: holders.map(({ userId }) => userId) } }] },
        restricted ? { OR: [{ roles: { has: 'admin' } }, { id: { in: participants.map(({ actorId }) => actorId) } }] } : {},
      ],
    },
    orderBy: { email: 'asc' },
    select: { email: true },
  });
  return users.map(({ email }) => email);
}

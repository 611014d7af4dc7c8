import { findPeopleBehind } from '@/domain/access/find-people-behind';
import type { Context } from '@/domain/context';
import { type ChannelRecipient, channelRecipients } from '@/domain/deliveries/channel-recipients';
import { type NewDelivery, queueToEach, type Way } from '@/domain/deliveries/queue-delivery';
import type { Tx } from '@/lib/db';
import { env } from '@/lib/env';
import type { Incident } from '@/prisma/generated/client';

type Message = Pick<NewDelivery, 'subject' | 'body'> & {
  incident: Pick<Incident, 'id' | 'restricted'>;
  /** Whoever has a role in the incident too, whether or not they may approve. */
  rolesToo?: boolean;
  /** What it is about: the same is told once. */
  key: string;
};

/**
 * Tells those who may be the second person for something destructive: commanders and admins, and the team's channels, but not the one who
 * asks. Of a restricted incident only those of them who may know of it, and no channel.
 */
export async function tellSecondPersons(tx: Tx, ctx: Context, message: Message): Promise<void> {
  const { subject, body, incident, key } = message;
  const emails = env().SMTP_URL ? await secondPersons(tx, ctx, message) : [];
  const channels = incident.restricted ? [] : await channelRecipients(tx, 'internal');
  const ways: Way[] = [
    ...emails.map((recipient) => ({ kind: 'email' as const, recipient })),
    ...channels.filter((channel) => !isAmong(emails, channel)),
  ];
  await queueToEach(tx, ways, { key, subject, body, incidentId: incident.id });
}

const isAmong = (emails: readonly string[], { kind, recipient }: ChannelRecipient) => kind === 'email' && emails.includes(recipient);

async function secondPersons(tx: Tx, { actor }: Context, { incident: { id, restricted }, rolesToo }: Message): Promise<string[]> {
  const holders = rolesToo ? await tx.roleAssignment.findMany({ where: { incidentId: id, endedAt: null }, select: { userId: true } }) : [];
  const participants = restricted ? await tx.participant.findMany({ where: { incidentId: id }, select: { actorId: true } }) : [];
  const users = await tx.user.findMany({
    where: {
      disabledAt: null,
      id: { notIn: actor.id ? await findPeopleBehind(tx, [actor.id]) : [] },
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

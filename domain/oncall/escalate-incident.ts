import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { type ChannelRecipient, channelRecipients } from '@/domain/deliveries/channel-recipients';
import { type NewDelivery, queueDelivery, type Way } from '@/domain/deliveries/queue-delivery';
import { conflict, invalid } from '@/domain/errors';
import { lockIncident } from '@/domain/incidents/change-incident';
import { recordEvent } from '@/domain/incidents/record-event';
import { isOpen } from '@/domain/incidents/rules';
import type { TimelineItem } from '@/domain/incidents/timeline-event';
import { db, type Tx } from '@/lib/db';
import { env } from '@/lib/env';
import type { Incident } from '@/prisma/generated/client';
import { escalationMessage } from './escalation-message';
import type { EscalateIncident } from './schema';

/** A second press, or a second person, within this asks nobody twice. */
const REPEAT_SECONDS = 60;

const isMailSetUp = (): boolean => env().SMTP_URL !== undefined;

type Asked = { id: string; name: string; role: string; emails: string[] };

/**
 * Asks a contact, or everyone of a level, for help: recorded, and sent to their e-mail addresses; on request to the team's channels too,
 * but never from a restricted incident. The record names only whom something was sent to: without a mail server no address. Throws
 * conflict for an ended incident and when the same was asked within a minute.
 */
export async function escalateIncident(ctx: Context, input: z.output<typeof EscalateIncident>): Promise<TimelineItem> {
  authorise(ctx, 'escalation.request');
  const { number, level = null, note, tellChannels } = input;
  return db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, number);
    if (!isOpen(incident.status)) throw conflict(`It is ${incident.status}; reopen it first.`);
    if (tellChannels && incident.restricted) throw invalid('tellChannels', 'a restricted incident is not told to channels');
    const asked = await whomToAsk(tx, input);
    await refuseRepeat(tx, incident.id, level, asked);
    const channels = tellChannels ? (await channelRecipients(tx, 'internal')).filter(({ kind }) => kind !== 'email' || isMailSetUp()) : [];
    await queueDelivery(tx, deliveriesOf(ctx, incident, { asked, channels, note, level }));
    const contacts = asked.map(({ id, name, role }) => ({ id, name, role }));
    return recordEvent(tx, ctx, incident.id, { type: 'escalated', data: { level, contacts, note, ways: waysOf(asked, channels) } });
  });
}

async function whomToAsk(tx: Tx, { level, contact }: z.output<typeof EscalateIncident>): Promise<Asked[]> {
  const rows = await tx.contact.findMany({
    where: contact ? { id: contact } : { level },
    orderBy: [{ position: 'asc' }, { role: 'asc' }],
    select: {
      id: true,
      name: true,
      role: true,
      methods: { where: { kind: 'email' }, orderBy: { position: 'asc' }, select: { value: true } },
    },
  });
  if (rows.length === 0)
    throw contact
      ? invalid('contact', 'is not there any more; choose again')
      : invalid('level', `nobody is listed at level ${level}; ask an admin`);
  return rows.map(({ methods, ...who }) => ({ ...who, emails: isMailSetUp() ? methods.map(({ value }) => value) : [] }));
}

async function refuseRepeat(tx: Tx, incidentId: string, level: number | null, asked: readonly Asked[]): Promise<void> {
  const before = await tx.timelineEvent.findFirst({
    where: { incidentId, type: 'escalated', at: { gt: new Date(Date.now() - REPEAT_SECONDS * 1_000) } },
    orderBy: { seq: 'desc' },
    select: { actorName: true, data: true },
  });
  const data = before?.data as { level: number | null; contacts: { id: string }[] } | undefined;
  const same = data?.level === level && data.contacts.map(({ id }) => id).join() === asked.map(({ id }) => id).join();
  if (same) throw conflict(`${before?.actorName} asked the same within the last minute.`);
}

type Telling = { asked: readonly Asked[]; channels: readonly ChannelRecipient[]; note: string; level: number | null };

function deliveriesOf(ctx: Context, incident: Incident, { asked, channels, note, level }: Telling): NewDelivery[] {
  const escalation = randomUUID();
  const names = asked.map(({ name }) => name);
  const message = escalationMessage(incident, { by: ctx.actor.name, note, level, names });
  const one = (way: Way): NewDelivery => ({
    ...way,
    ...message,
    incidentId: incident.id,
    dedupKey: `escalation:${escalation}:${way.channelId ?? ''}:${way.recipient}`,
  });
  const emails = [...new Set(asked.flatMap((who) => who.emails))];
  return [
    ...emails.map((recipient) => one({ kind: 'email', recipient })),
    ...channels.map(({ kind, recipient, channelId }) => one({ kind, recipient, channelId })),
  ];
}

const waysOf = (asked: readonly Asked[], channels: readonly ChannelRecipient[]): string[] => [
  ...new Set([...asked.flatMap(({ emails }) => emails), ...channels.map(({ recipient }) => recipient)]),
];

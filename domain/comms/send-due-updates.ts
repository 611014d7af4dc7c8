import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { queueToEach } from '@/domain/deliveries/queue-delivery';
import { DomainError } from '@/domain/errors';
import { waysToLead } from '@/domain/incidents/people/ways-to-lead';
import { recordEvent } from '@/domain/incidents/record-event';
import { isOpen } from '@/domain/incidents/rules';
import { db, type Tx } from '@/lib/db';
import { plain } from '@/lib/markdown/plain';
import type { Incident, IncidentUpdate } from '@/prisma/generated/client';
import { filledFacts } from './change-update';
import { deliverUpdate } from './deliver-update';
import { roomAddress } from './facts/values-of';
import { AS_DRAFT } from './write-content';

/** At one look; the next takes the rest. */
const MOST = 50;

/**
 * Sends the updates whose time has come, each once, however many engines look. One that is not complete by then, or whose incident
 * has ended or was restricted since, becomes a draft again and says why, and whoever leads is told.
 */
export async function sendDueUpdates(ctx: Context): Promise<number> {
  authorise(ctx, 'update.send_to_customers');
  let sent = 0;
  while (sent < MOST && (await db().$transaction((tx) => sendNext(tx, ctx)))) sent++;
  return sent;
}

async function sendNext(tx: Tx, ctx: Context): Promise<boolean> {
  // Whoever holds the incident is at work on it: the next look finds what is left.
  const [due] = await tx.$queryRaw<{ id: string; incidentId: string }[]>`
    SELECT u.id, u."incidentId" FROM incident_update u JOIN incident i ON i.id = u."incidentId"
    WHERE u.state = 'scheduled' AND u."scheduledAt" <= now() ORDER BY u."scheduledAt" LIMIT 1 FOR NO KEY UPDATE OF i SKIP LOCKED`;
  if (!due) return false;
  const incident = await tx.incident.findUniqueOrThrow({ where: { id: due.incidentId } });
  const update = await tx.incidentUpdate.findUniqueOrThrow({ where: { id: due.id } });
  if (update.state !== 'scheduled') return true;
  const reason = await refusalOf(tx, ctx, incident, update);
  if (!reason) return true;
  await tx.incidentUpdate.update({
    where: { id: update.id },
    data: { ...AS_DRAFT, returnReason: reason, returnedByName: ctx.actor.name, revision: { increment: 1 } },
  });
  const facts = await filledFacts(tx, incident, update);
  await recordEvent(tx, ctx, incident.id, { type: 'update_returned', data: { ...facts, reason } });
  await tellNotSent(tx, incident, { ...update, subject: facts.subject }, reason);
  return true;
}

/** Whoever scheduled it counts on it and may be away: whoever leads is told. */
async function tellNotSent(tx: Tx, incident: Incident, { id, revision, audience, subject }: IncidentUpdate, reason: string): Promise<void> {
  const { ways } = await waysToLead(tx, incident);
  await queueToEach(tx, ways, {
    key: `update:${id}:${revision}`,
    incidentId: incident.id,
    subject: `#${incident.number}: a scheduled update for ${audience} was not sent`,
    body: `**${plain(subject)}** is a draft again. ${plain(reason)}\n\n<${roomAddress(incident.number)}#updates>`,
  });
}

/** Sends it, or says why not; nothing is written then. */
async function refusalOf(tx: Tx, ctx: Context, incident: Incident, update: IncidentUpdate): Promise<string | null> {
  if (!isOpen(incident.status) && update.purpose !== 'resolution')
    return `The incident is ${incident.status} by now. Read it again before you send it.`;
  if (incident.restricted && (await wasRestrictedSince(tx, update)))
    return 'The incident was restricted since it was scheduled. Read it again, and whom it reaches, before you send it.';
  try {
    await deliverUpdate(tx, ctx, incident, update, { from: ['scheduled'], by: update.scheduledByName ?? ctx.actor.name });
    return null;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'invalid') return error.message;
    throw error;
  }
}

/** Whether it was decided to send it while everyone could still know of the incident. */
async function wasRestrictedSince(tx: Tx, { id, incidentId }: IncidentUpdate): Promise<boolean> {
  const last = await tx.timelineEvent.findFirst({
    where: {
      incidentId,
      OR: [
        { type: 'restriction_changed', data: { path: ['restricted'], equals: true } },
        { type: 'update_scheduled', data: { path: ['update'], equals: id } },
      ],
    },
    orderBy: { seq: 'desc' },
    select: { type: true },
  });
  return last?.type === 'restriction_changed';
}

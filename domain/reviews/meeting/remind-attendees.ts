import { holds } from '@/domain/access/matrix';
import { queueDelivery } from '@/domain/deliveries/queue-delivery';
import { db, type Tx } from '@/lib/db';
import { env } from '@/lib/env';
import type { Incident, Review, User } from '@/prisma/generated/client';
import { plain } from '../words/markdown';
import { utcInstant } from '../words/rules';
import { heldMeeting } from './held-meeting';
import { reviewAddress, tellAttendees } from './invite';

const BATCH = 50;

type Due = { id: string; incidentId: string };

/**
 * Reminds the attendees of meetings that come near, and whoever leads a review that is overdue; each once, whichever engine looks.
 * Answers how many reviews it looked at.
 */
export async function remindAttendees(): Promise<number> {
  const due = await db().$queryRaw<Due[]>`
    SELECT id::text, "incidentId"::text FROM review
    WHERE ("remindAt" <= now() AND "remindedAt" IS NULL) OR ("dueAt" <= now() AND "overdueToldAt" IS NULL AND state <> 'published')
    ORDER BY coalesce("remindAt", "dueAt") LIMIT ${BATCH}`;
  for (const { id, incidentId } of due)
    await db().$transaction(async (tx) => {
      const incident = await tx.incident.findUniqueOrThrow({ where: { id: incidentId } });
      await remind(tx, incident, id);
      await tellOverdue(tx, incident, id);
    });
  return due.length;
}

async function remind(tx: Tx, incident: Incident, id: string): Promise<void> {
  const now = new Date();
  const { count } = await tx.review.updateMany({ where: { id, remindAt: { lte: now }, remindedAt: null }, data: { remindedAt: now } });
  const review = count ? await tx.review.findUniqueOrThrow({ where: { id } }) : null;
  const held = review && (await heldMeeting(tx, review));
  // An engine that was away for long reminds nobody of what is over.
  if (held && held.at > now) await tellAttendees(tx, incident, held, 'reminded');
}

async function tellOverdue(tx: Tx, incident: Incident, id: string): Promise<void> {
  const now = new Date();
  const { count } = await tx.review.updateMany({
    where: { id, dueAt: { lte: now }, overdueToldAt: null, state: { not: 'published' } },
    data: { overdueToldAt: now },
  });
  if (count === 0 || !env().SMTP_URL) return;
  const review = await tx.review.findUniqueOrThrow({ where: { id } });
  const lead = review.leadId ? await tx.user.findFirst({ where: { id: review.leadId, disabledAt: null } }) : null;
  if (!lead || !(await mayKnow(tx, incident, lead))) return;
  await queueDelivery(tx, [
    {
      kind: 'email',
      recipient: lead.email,
      subject: `The review of #${incident.number} is overdue`,
      body: overdueBody(incident, review),
      dedupKey: ['review', review.icsUid, 'overdue'].join(' '),
      incidentId: incident.id,
    },
  ]);
}

/** Whoever leads it may have been taken out of a restricted incident since. */
async function mayKnow(tx: Tx, { id, restricted }: Incident, { id: actorId, roles }: User): Promise<boolean> {
  if (!restricted || holds(roles, 'incident.read_restricted')) return true;
  return (await tx.participant.count({ where: { incidentId: id, actorId } })) > 0;
}

const overdueBody = (incident: Incident, { dueAt }: Review): string =>
  [`It was due ${utcInstant((dueAt ?? new Date()).toISOString())}.`, plain(incident.title), `<${reviewAddress(incident.number)}>`].join(
    '\n\n',
  );

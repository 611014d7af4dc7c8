import { db, type Tx } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';
import { tellPeople } from '../tell-people';
import { utcInstant } from '../words/rules';
import { heldMeeting } from './held-meeting';
import { tellAttendees } from './invite';

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
  if (count === 0) return;
  const review = await tx.review.findUniqueOrThrow({ where: { id } });
  const lead = review.leadId ? await tx.user.findMany({ where: { id: review.leadId, disabledAt: null } }) : [];
  const due = (review.dueAt ?? now).toISOString();
  await tellPeople(tx, incident, review, lead, {
    subject: `The review of #${incident.number} is overdue`,
    says: `It was due ${utcInstant(due)}.`,
    occasion: `overdue since ${due}`,
  });
}

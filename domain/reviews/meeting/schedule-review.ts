import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import type { TimelineEvent } from '@/domain/incidents/timeline-event';
import type { Tx } from '@/lib/db';
import type { Incident, Review } from '@/prisma/generated/client';
import { changeReview } from '../change-review';
import { mustCome } from '../must-come';
import type { Attendee, Meeting, ScheduleReview } from '../schema';
import { type Held, tellAttendees } from './invite';

const HOUR_MS = 3_600_000;

/** How it was scheduled, and how many e-mails went out. */
export type Scheduled = { at: string; sequence: number; invited: number };

/**
 * Sets the meeting of a review, or changes it: everybody is told with a calendar object, who is no longer invited with its
 * cancellation. Refuses a time that has passed.
 */
export async function scheduleReview(ctx: Context, input: z.output<typeof ScheduleReview>): Promise<Scheduled> {
  authorise(ctx, 'review.edit');
  const { number, ...meeting } = input;
  return changeReview(ctx, number, async (tx, review, incident) => {
    const { event, answer } = await holdMeeting(tx, review, incident, meeting);
    return { events: [event], answer };
  });
}

/** The same within a transaction of the caller, who records the event; `within` is where the meeting stands in what was asked. */
export async function holdMeeting(
  tx: Tx,
  review: Review,
  incident: Incident,
  meeting: Meeting,
  within = '',
): Promise<{ event: TimelineEvent; answer: Scheduled }> {
  const at = new Date(meeting.at);
  const now = Date.now();
  mustCome(`${within}at`, at, new Date(now));
  const policy = await tx.reviewPolicy.findUnique({ where: { severity: incident.severity } });
  const before = await tx.reviewAttendee.findMany({ where: { reviewId: review.id }, select: { email: true, name: true } });
  const first = review.meetingAt === null && review.icsSequence === 0;
  const sequence = first ? 0 : review.icsSequence + 1;
  const attendees = await named(tx, meeting.attendees, before);
  const remindAt = policy?.remindHours ? new Date(at.getTime() - policy.remindHours * HOUR_MS) : null;
  await tx.review.update({
    where: { id: review.id },
    data: {
      meetingAt: at,
      meetingZone: meeting.zone,
      meetingMinutes: meeting.minutes,
      meetingPlace: meeting.place || null,
      icsSequence: sequence,
      // Who was invited just now need not be reminded.
      remindAt: remindAt && remindAt.getTime() > now ? remindAt : null,
      remindedAt: null,
    },
  });
  await tx.reviewAttendee.deleteMany({ where: { reviewId: review.id } });
  await tx.reviewAttendee.createMany({ data: attendees.map((one) => ({ reviewId: review.id, ...one })) });
  const held: Held = {
    uid: review.icsUid,
    sequence,
    at,
    zone: meeting.zone,
    minutes: meeting.minutes,
    place: meeting.place || null,
    attendees,
  };
  const gone = before.filter(({ email }) => !attendees.some((one) => one.email === email));
  await tellAttendees(tx, incident, held, 'cancelled', gone);
  const isNew = ({ email }: Attendee) => !before.some((one) => one.email === email);
  const invited =
    (await tellAttendees(tx, incident, held, 'invited', attendees.filter(isNew))) +
    (await tellAttendees(
      tx,
      incident,
      held,
      'changed',
      attendees.filter((one) => !isNew(one)),
    ));
  const data = { at: at.toISOString(), zone: meeting.zone, place: held.place, attendees: attendees.length, sequence };
  return { event: { type: 'review_scheduled', data }, answer: { at: data.at, sequence, invited } };
}

/** Each address once; one without a name by the name that it had, or that its owner has here, or by itself. */
async function named(tx: Tx, attendees: Meeting['attendees'], before: readonly Attendee[]): Promise<Attendee[]> {
  const users = await tx.user.findMany({
    where: { email: { in: attendees.map(({ email }) => email), mode: 'insensitive' } },
    select: { email: true, name: true },
  });
  const names = new Map([...users, ...before].map(({ email, name }) => [email.toLowerCase(), name]));
  const nameOf = ({ email, name }: Meeting['attendees'][number]) => name || names.get(email) || email.slice(0, email.indexOf('@'));
  const byEmail = new Map(attendees.map((one) => [one.email, { email: one.email, name: nameOf(one) }]));
  return [...byEmail.values()].sort((a, b) => (a.email < b.email ? -1 : 1));
}

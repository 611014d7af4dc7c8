import type { Tx } from '@/lib/db';
import type { Review } from '@/prisma/generated/client';
import type { Held } from './invite';

/** The meeting of a review with its attendees; null where there is none. */
export async function heldMeeting(tx: Tx, review: Review): Promise<Held | null> {
  const { meetingAt, meetingZone, meetingMinutes, meetingPlace, icsUid, icsSequence } = review;
  if (!meetingAt || !meetingZone) return null;
  const attendees = await tx.reviewAttendee.findMany({
    where: { reviewId: review.id },
    orderBy: { email: 'asc' },
    select: { email: true, name: true },
  });
  return { uid: icsUid, sequence: icsSequence, at: meetingAt, zone: meetingZone, minutes: meetingMinutes, place: meetingPlace, attendees };
}

import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { changeReview } from '../change-review';
import type { CancelMeeting } from '../schema';
import { heldMeeting } from './held-meeting';
import { tellAttendees } from './invite';

/** Cancels the meeting of a review and tells everybody who was invited; the review stays. Refuses one that has no meeting. */
export async function cancelMeeting(ctx: Context, { number, reason }: z.output<typeof CancelMeeting>): Promise<{ told: number }> {
  authorise(ctx, 'review.edit');
  return changeReview(ctx, number, async (tx, review, incident) => {
    const held = await heldMeeting(tx, review);
    if (!held) throw conflict('It has no meeting.');
    const sequence = review.icsSequence + 1;
    await tx.review.update({
      where: { id: review.id },
      data: { meetingAt: null, meetingZone: null, meetingPlace: null, icsSequence: sequence, remindAt: null, remindedAt: null },
    });
    const told = await tellAttendees(tx, incident, { ...held, sequence }, 'cancelled');
    await tx.reviewAttendee.deleteMany({ where: { reviewId: review.id } });
    return {
      events: [{ type: 'review_meeting_cancelled', data: { at: held.at.toISOString(), reason: reason || null } }],
      answer: { told },
    };
  });
}

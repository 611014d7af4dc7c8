import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db } from '@/lib/db';
import type { OnReview } from '../schema';
import { heldMeeting } from './held-meeting';
import { calendarOf } from './invite';

/** The meeting of a review as a file for a calendar. Throws not_found where there is none. */
export async function getMeetingCalendar(ctx: Context, { number }: z.output<typeof OnReview>): Promise<string> {
  authorise(ctx, 'review.read');
  const review = await db().review.findFirst({ where: { incident: { number, ...visibleTo(ctx) } }, include: { incident: true } });
  const held = review ? await heldMeeting(db(), review) : null;
  if (!review || !held) throw notFound(`A meeting for the review of #${number}`);
  return calendarOf(review.incident, held, 'REQUEST', review.openedAt);
}

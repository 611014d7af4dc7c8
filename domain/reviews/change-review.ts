import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { lockIncident } from '@/domain/incidents/change-incident';
import { recordEvent } from '@/domain/incidents/record-event';
import type { TimelineEvent } from '@/domain/incidents/timeline-event';
import { db, type Tx } from '@/lib/db';
import type { Incident, Review } from '@/prisma/generated/client';

const NOT_OPEN = 'Nobody has opened the review of this incident yet. Open it first.';
export const PUBLISHED = 'It is published. Take it up again to change it; what was published stays as a version.';

/** What is to be recorded, and what the caller is answered. */
type Done<T> = { events: TimelineEvent[]; answer: T };

/**
 * The shared movement of what changes a review: under the incident's lock, so that everybody writes one after the other. Throws
 * not_found for an incident that the caller may not know of, and conflict where nobody has opened the review.
 */
export async function changeReview<T>(
  ctx: Context,
  number: number,
  change: (tx: Tx, review: Review, incident: Incident) => Promise<Done<T>>,
): Promise<T> {
  return db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, number);
    const review = await tx.review.findUnique({ where: { incidentId: incident.id } });
    if (!review) throw conflict(NOT_OPEN);
    const { events, answer } = await change(tx, review, incident);
    for (const event of events) await recordEvent(tx, ctx, incident.id, event);
    return answer;
  });
}

/** Nothing is approved any more, and nobody waits for it. */
export const asDraft = {
  state: 'draft',
  submittedAt: null,
  submittedById: null,
  submittedByName: null,
  approvedAt: null,
  approvedById: null,
  approvedByName: null,
} as const;

/**
 * The same for what changes its words. One that waits for approval, or has it, is a draft again: an approval is for the words that
 * were read. Refuses a published one.
 */
export async function changeWords<T>(
  ctx: Context,
  number: number,
  change: (tx: Tx, review: Review, incident: Incident) => Promise<Done<T>>,
): Promise<T> {
  return changeReview(ctx, number, async (tx, review, incident) => {
    const { count } = await tx.review.updateMany({
      where: { id: review.id, state: { not: 'published' } },
      data: { ...asDraft, revision: { increment: 1 } },
    });
    if (count === 0) throw conflict(PUBLISHED);
    return change(tx, review, incident);
  });
}

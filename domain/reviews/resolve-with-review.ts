import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { recordEvent } from '@/domain/incidents/record-event';
import { resolveIncident } from '@/domain/incidents/resolve-incident';
import type { IncidentView } from '@/domain/incidents/schema';
import type { Tx } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';
import { holdMeeting } from './meeting/schedule-review';
import { beginReview } from './open-review';
import type { ResolveWithReview } from './schema';

/**
 * Ends an open incident and opens its review where the severity's policy wants one, or a time for it is given; all or nothing. One that
 * was resolved before keeps its review.
 */
export async function resolveWithReview(ctx: Context, input: z.output<typeof ResolveWithReview>): Promise<IncidentView> {
  authorise(ctx, 'incident.resolve');
  const { review: meeting, ...facts } = input;
  return resolveIncident(ctx, facts, async (tx, before) => {
    const review = await reviewOf(tx, ctx, before, meeting !== undefined);
    if (!review || !meeting) return;
    const { event } = await holdMeeting(tx, review, before, meeting, 'review.');
    await recordEvent(tx, ctx, before.id, event);
  });
}

async function reviewOf(tx: Tx, ctx: Context, incident: Incident, asked: boolean) {
  const review = await tx.review.findUnique({ where: { incidentId: incident.id } });
  if (review) return review;
  const policy = await tx.reviewPolicy.findUnique({ where: { severity: incident.severity } });
  return asked || policy?.reviewDays != null ? beginReview(tx, ctx, incident, new Date()) : null;
}

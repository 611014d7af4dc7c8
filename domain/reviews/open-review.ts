import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { lockIncident } from '@/domain/incidents/change-incident';
import { recordEvent } from '@/domain/incidents/record-event';
import { isOpen } from '@/domain/incidents/rules';
import { db, type Tx } from '@/lib/db';
import type { Incident, Review } from '@/prisma/generated/client';
import type { OnReview } from './schema';
import { storeDrafts } from './sections/store-drafts';

const DAY_MS = 86_400_000;

/** Opens the review of an incident that has ended. Refuses one that is open, a duplicate, and one that has a review. */
export async function openReview(ctx: Context, { number }: z.output<typeof OnReview>): Promise<{ number: number }> {
  authorise(ctx, 'review.edit');
  return db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, number);
    refuseUnended(incident);
    if (await tx.review.findUnique({ where: { incidentId: incident.id }, select: { id: true } }))
      throw conflict('Its review is open already. Reload the page.');
    // Recorded, with its first drafts, by beginReview.
    await beginReview(tx, ctx, incident, incident.resolvedAt ?? new Date());
    return { number };
  });
}

/** What cannot be reviewed yet, or is reviewed elsewhere. */
export function refuseUnended(incident: Incident): void {
  if (incident.mergedIntoId) throw conflict('It was merged into another incident: that one is reviewed, with the events of both.');
  if (isOpen(incident.status)) throw conflict(`It is ${incident.status}. It is reviewed once it is resolved.`);
}

/** Makes the review with what the facts say in each section, due as the severity's policy wants. The caller holds the incident's lock. */
export async function beginReview(tx: Tx, ctx: Context, incident: Incident, endedAt: Date): Promise<Review> {
  const policy = await tx.reviewPolicy.findUnique({ where: { severity: incident.severity } });
  const dueAt = policy?.reviewDays ? new Date(endedAt.getTime() + policy.reviewDays * DAY_MS) : null;
  const lead = await tx.roleAssignment.findFirst({
    where: { incidentId: incident.id, endedAt: null, role: policy?.leadRole ?? 'commander' },
    orderBy: { assignedAt: 'asc' },
    select: { userId: true, userName: true },
  });
  const id = randomUUID();
  const review = await tx.review.create({
    data: {
      id,
      incidentId: incident.id,
      kind: incident.kind,
      openedByName: ctx.actor.name,
      leadId: lead?.userId ?? null,
      leadName: lead?.userName ?? null,
      dueAt,
      icsUid: `${id}@sitrep`,
    },
  });
  // What was agreed before there was a review belongs to it from now on.
  await tx.actionItem.updateMany({ where: { incidentId: incident.id, reviewId: null }, data: { reviewId: id } });
  await storeDrafts(tx, ctx, await tx.incident.findUniqueOrThrow({ where: { id: incident.id } }), review);
  await recordEvent(tx, ctx, incident.id, { type: 'review_opened', data: { dueAt: dueAt?.toISOString() ?? null } });
  return review;
}

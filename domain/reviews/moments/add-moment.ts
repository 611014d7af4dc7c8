import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict, invalid } from '@/domain/errors';
import { familyIds } from '@/domain/incidents/family';
import type { Tx } from '@/lib/db';
import type { Incident, Review } from '@/prisma/generated/client';
import { changeWords } from '../change-review';
import type { Facts, TimelineLine } from '../document/schema';
import type { AddMoment } from '../schema';

const MOST_MOMENTS = 500;

/**
 * Takes an event into the curated timeline, or keys in a moment that none tells of; it stands at its time. An event's own time never
 * changes. Refuses an event that is not there, and one that was taken already.
 */
export async function addMoment(ctx: Context, input: z.output<typeof AddMoment>): Promise<{ id: string }> {
  authorise(ctx, 'review.edit');
  const { number, event, description, heading } = input;
  return changeWords(ctx, number, async (tx, review, incident) => {
    if ((await tx.reviewMoment.count({ where: { reviewId: review.id } })) >= MOST_MOMENTS)
      throw conflict(`It has ${MOST_MOMENTS} moments: take some out first. The full timeline stands beside it.`);
    const of = event ? { eventNumber: event.incident ?? number, eventSeq: event.seq } : null;
    const at = of ? await eventTime(tx, review, incident, of) : new Date(input.at ?? '');
    if (of && (await tx.reviewMoment.findFirst({ where: { reviewId: review.id, ...of } }))) throw conflict('It is in there already.');
    const id = randomUUID();
    await tx.reviewMoment.create({
      data: { id, reviewId: review.id, ...of, at: of ? null : at, description, heading, position: 0, addedByName: ctx.actor.name },
    });
    await placeByTime(tx, review.id, id, at);
    return { events: [{ type: 'review_moment_changed', data: { moment: id, change: 'added' } }], answer: { id } };
  });
}

type EventOf = { eventNumber: number; eventSeq: number };

async function eventTime(tx: Tx, review: Review, incident: Incident, { eventNumber, eventSeq }: EventOf): Promise<Date> {
  const missing = invalid('event', `#${eventNumber} has no event ${eventSeq} that belongs to this review`);
  if (review.importedFacts) {
    const { timeline, facts } = review.importedFacts as unknown as { timeline: TimelineLine[]; facts: Facts };
    const found = timeline.find((line) => line.seq === eventSeq && (line.incident ?? facts.incident.number) === eventNumber);
    if (!found) throw missing;
    return new Date(found.at);
  }
  const found = await tx.timelineEvent.findFirst({
    where: { seq: eventSeq, incident: { number: eventNumber, id: { in: await familyIds(tx, incident.id) } } },
    select: { at: true },
  });
  if (!found) throw missing;
  return found.at;
}

/** Behind the last one that is not later than it. */
async function placeByTime(tx: Tx, reviewId: string, id: string, at: Date): Promise<void> {
  await tx.$executeRaw`
    WITH timed AS (
      SELECT m.id, m.position, coalesce(m.at, e.at) AS at FROM review_moment m
        LEFT JOIN incident i ON i.number = m."eventNumber"
        LEFT JOIN timeline_event e ON e."incidentId" = i.id AND e.seq = m."eventSeq"
       WHERE m."reviewId" = ${reviewId}::uuid AND m.id <> ${id}::uuid),
    place AS (SELECT coalesce(max(position), 0) AS behind FROM timed WHERE at <= ${at} OR at IS NULL)
    UPDATE review_moment m SET position = CASE WHEN m.id = ${id}::uuid THEN place.behind + 1 ELSE m.position + 1 END
      FROM place WHERE m."reviewId" = ${reviewId}::uuid AND (m.id = ${id}::uuid OR m.position > place.behind)`;
}

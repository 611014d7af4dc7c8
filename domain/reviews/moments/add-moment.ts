import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict, invalid } from '@/domain/errors';
import type { Tx } from '@/lib/db';
import type { Incident, Review } from '@/prisma/generated/client';
import { changeWords } from '../change-review';
import type { Facts, TimelineLine } from '../document/schema';
import { type EventName, loadEvents } from '../facts/load-events';
import { loadFamily } from '../facts/load-facts';
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
    const others = await tx.reviewMoment.findMany({ where: { reviewId: review.id } });
    if (others.length >= MOST_MOMENTS)
      throw conflict(`It has ${MOST_MOMENTS} moments: take some out first. The full timeline stands beside it.`);
    const named = event ? { incident: event.incident ?? numberThere(review, incident), seq: event.seq } : null;
    const timeOf = await timesOf(tx, ctx, review, incident, [...others.flatMap(eventOf), ...(named ? [named] : [])]);
    const at = named ? timeOf(named) : new Date(input.at ?? '');
    if (!at) throw invalid('event', `#${named?.incident} has no event ${named?.seq} that belongs to this review`);
    const of = named && { eventNumber: named.incident, eventSeq: named.seq };
    if (of && others.some((one) => one.eventNumber === of.eventNumber && one.eventSeq === of.eventSeq))
      throw conflict('It is in there already.');
    // Behind the last one that is not later than it.
    const earlier = others.filter((one) => (one.at ?? eventOf(one).map(timeOf)[0] ?? at) <= at);
    const position = Math.max(0, ...earlier.map((one) => one.position)) + 1;
    const id = randomUUID();
    await tx.reviewMoment.updateMany({
      where: { reviewId: review.id, position: { gte: position } },
      data: { position: { increment: 1 } },
    });
    await tx.reviewMoment.create({
      data: { id, reviewId: review.id, ...of, at: of ? null : at, description, heading, position, addedByName: ctx.actor.name },
    });
    return { events: [{ type: 'review_moment_changed', data: { moment: id, change: 'added' } }], answer: { id } };
  });
}

const eventOf = ({ eventNumber, eventSeq }: { eventNumber: number | null; eventSeq: number | null }): EventName[] =>
  eventNumber === null || eventSeq === null ? [] : [{ incident: eventNumber, seq: eventSeq }];

const broughtWith = ({ importedFacts }: Review) => importedFacts as unknown as { timeline: TimelineLine[]; facts: Facts } | null;

/** The incident's number where its events are from: an imported one may have another here. */
const numberThere = (review: Review, incident: Incident): number => broughtWith(review)?.facts.incident.number ?? incident.number;

/** When each of these events happened, in the timeline that the review rests on; nothing for what the caller may not know of. */
async function timesOf(tx: Tx, ctx: Context, review: Review, incident: Incident, named: readonly EventName[]) {
  const lines = broughtWith(review)?.timeline ?? (await loadEvents(tx, await loadFamily(tx, ctx, incident), { named }));
  const here = numberThere(review, incident);
  const times = new Map(lines.map((line) => [`${line.incident ?? here} ${line.seq}`, new Date(line.at)]));
  return ({ incident: of, seq }: EventName): Date | undefined => times.get(`${of} ${seq}`);
}

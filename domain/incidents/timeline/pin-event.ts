import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict, invalid } from '@/domain/errors';
import { db } from '@/lib/db';
import { lockIncident } from '../change-incident';
import { recordEvent } from '../record-event';
import type { TimelineItem } from '../timeline-event';
import { isPinned } from './is-pinned';
import type { PinEvent } from './schema';

/** Keeps an event in view above the timeline. Refuses one that is not there, that is pinned already, or that is itself about pins. */
export async function pinEvent(ctx: Context, input: z.output<typeof PinEvent>): Promise<TimelineItem> {
  authorise(ctx, 'incident.note');
  const { number, event, label } = input;
  return db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, number);
    const pinned = await tx.timelineEvent.findUnique({ where: { incidentId_seq: { incidentId: incident.id, seq: event } } });
    if (!pinned) throw invalid('event', `#${number} has no event ${event}`);
    if (pinned.type === 'event_pinned' || pinned.type === 'event_unpinned') throw invalid('event', 'pin what happened, not a pin');
    if (await isPinned(tx, incident.id, event)) throw conflict('It is pinned already.');
    return recordEvent(tx, ctx, incident.id, { type: 'event_pinned', data: { event, label: label || null } });
  });
}

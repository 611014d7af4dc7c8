import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { db } from '@/lib/db';
import { lockIncident } from '../change-incident';
import { recordEvent } from '../record-event';
import type { TimelineItem } from '../timeline-event';
import { isPinned } from './is-pinned';
import type { UnpinEvent } from './schema';

/** Takes a pinned event out of view. Refuses one that is not pinned. */
export async function unpinEvent(ctx: Context, input: z.output<typeof UnpinEvent>): Promise<TimelineItem> {
  authorise(ctx, 'incident.note');
  const { number, event } = input;
  return db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, number);
    if (!(await isPinned(tx, incident.id, event))) throw conflict('It is not pinned.');
    return recordEvent(tx, ctx, incident.id, { type: 'event_unpinned', data: { event } });
  });
}

import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { lockIncident } from './change-incident';
import { recordEvent } from './record-event';
import type { AddNote } from './schema';
import type { TimelineItem } from './timeline-event';

/** Writes a Markdown note or a decision into the timeline, of ended incidents too. */
export async function addNote(ctx: Context, input: z.output<typeof AddNote>): Promise<TimelineItem> {
  authorise(ctx, 'incident.note');
  return db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, input.number);
    return recordEvent(tx, ctx, incident.id, {
      type: 'note_added',
      data: { body: input.body, ...(input.decision ? { decision: true } : {}) },
    });
  });
}

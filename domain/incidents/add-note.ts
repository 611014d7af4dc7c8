import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { recordAlone } from './record-event';
import type { AddNote } from './schema';
import type { TimelineItem } from './timeline-event';

/** Writes a Markdown note or a decision into the timeline, of ended incidents too. */
export async function addNote(ctx: Context, input: z.output<typeof AddNote>): Promise<TimelineItem> {
  authorise(ctx, 'incident.note');
  return recordAlone(ctx, input.number, {
    type: 'note_added',
    data: { body: input.body, ...(input.decision ? { decision: true } : {}) },
  });
}

import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict, invalid } from '@/domain/errors';
import { db, type Tx } from '@/lib/db';
import { lockIncident } from '../change-incident';
import { recordEvent } from '../record-event';
import type { TimelineItem } from '../timeline-event';
import type { EditNote } from './schema';

/** Says a note anew; what it said before stays in the timeline. Refuses others' notes, unless by a commander, and an edit of a text that changed since. */
export async function editNote(ctx: Context, input: z.output<typeof EditNote>): Promise<TimelineItem> {
  authorise(ctx, 'incident.note');
  const { number, note, body, basedOn } = input;
  return db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, number);
    const written = await tx.timelineEvent.findUnique({ where: { incidentId_seq: { incidentId: incident.id, seq: note } } });
    if (written?.type !== 'note_added') throw invalid('note', `event ${note} of #${number} is not a note`);
    if (written.actorId !== ctx.actor.id) authorise(ctx, 'incident.edit_note_of_another');
    const latest = (await lastEdit(tx, incident.id, note)) ?? written;
    if (basedOn && basedOn !== latest.seq)
      throw conflict(`${latest.actorName} edited this note meanwhile. Read it again, then say what you want to say.`);
    if ((latest.data as { body: string }).body === body) throw conflict('The note says so already.');
    return recordEvent(tx, ctx, incident.id, { type: 'note_edited', data: { note, body } });
  });
}

const lastEdit = (tx: Tx, incidentId: string, note: number) =>
  tx.timelineEvent.findFirst({
    where: { incidentId, type: 'note_edited', data: { path: ['note'], equals: note } },
    orderBy: { seq: 'desc' },
  });

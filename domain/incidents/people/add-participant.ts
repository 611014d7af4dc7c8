import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { db } from '@/lib/db';
import { notify } from '@/lib/notify';
import { lockIncident } from '../change-incident';
import { familyIds, takePart } from '../family';
import { recordEvent } from '../record-event';
import { findPerson } from './find-person';
import { mustTakePart } from './must-take-part';
import type { AddParticipant } from './schema';

/** Brings someone in, who then knows of the incident though it is restricted; of its duplicates too. */
export async function addParticipant(ctx: Context, input: z.output<typeof AddParticipant>): Promise<{ id: string }> {
  authorise(ctx, 'incident.participants');
  return db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, input.number);
    await mustTakePart(tx, ctx, incident.id);
    const { id, name } = await findPerson(tx, ctx, input);
    if (await tx.participant.count({ where: { incidentId: incident.id, actorId: id } })) throw conflict(`${name} takes part already.`);
    await takePart(tx, ctx, await familyIds(tx, incident.id), { id, name, kind: 'user' });
    await recordEvent(tx, ctx, incident.id, { type: 'participant_added', data: { person: { id, name } } });
    await notify(tx, { topic: 'sight', incident: incident.number });
    return { id };
  });
}

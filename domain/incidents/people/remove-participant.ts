import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { notify } from '@/lib/notify';
import { lockIncident } from '../change-incident';
import { familyIds } from '../family';
import { recordEvent } from '../record-event';
import { mustTakePart } from './must-take-part';
import { ROLE_WORDS } from './rules';
import type { RemoveParticipant } from './schema';

/** Takes someone out: of a restricted incident they know nothing from then on. Refuses while they have a role in it. */
export async function removeParticipant(ctx: Context, input: z.output<typeof RemoveParticipant>): Promise<{ id: string }> {
  authorise(ctx, 'incident.participants');
  const { participant: actorId } = input;
  return db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, input.number);
    await mustTakePart(tx, ctx, incident.id);
    const found = await tx.participant.findUnique({ where: { incidentId_actorId: { incidentId: incident.id, actorId } } });
    if (!found) throw notFound('This participant');
    const holds = await tx.roleAssignment.findFirst({ where: { incidentId: incident.id, userId: actorId, endedAt: null } });
    if (holds) throw conflict(`${found.name} is ${ROLE_WORDS[holds.role]}: hand that over or end it first.`);
    // Recorded first: whoever acts takes part, and this may be about oneself.
    await recordEvent(tx, ctx, incident.id, {
      type: 'participant_removed',
      data: { person: { id: actorId, name: found.name }, reason: input.reason || null },
    });
    await tx.participant.deleteMany({ where: { incidentId: { in: await familyIds(tx, incident.id) }, actorId } });
    await notify(tx, { topic: 'sight', incident: incident.number });
    return { id: actorId };
  });
}

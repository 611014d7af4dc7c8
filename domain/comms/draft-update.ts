import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { lockIncident } from '@/domain/incidents/change-incident';
import { recordEvent } from '@/domain/incidents/record-event';
import { db } from '@/lib/db';
import { filledFacts, findUpdate } from './change-update';
import type { DraftUpdate, UpdateView } from './schema';
import { updateView } from './update-view';
import { writeContent } from './write-content';

/** Keeps a message that is not ready, for everyone who works on the incident to see. */
export async function draftUpdate(ctx: Context, input: z.output<typeof DraftUpdate>): Promise<UpdateView> {
  authorise(ctx, 'update.draft');
  return db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, input.number);
    const id = randomUUID();
    await tx.incidentUpdate.create({
      data: {
        id,
        incidentId: incident.id,
        ...(await writeContent(tx, ctx, input)),
        createdById: ctx.actor.id,
        createdByName: ctx.actor.name,
      },
    });
    const row = await findUpdate(tx, incident, id);
    await recordEvent(tx, ctx, incident.id, { type: 'update_drafted', data: await filledFacts(tx, incident, row) });
    return updateView(row, []);
  });
}

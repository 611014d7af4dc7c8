import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { db } from '@/lib/db';
import { lockFamily } from './family';
import { incidentInclude, incidentView } from './incident-view';
import { restrictFamily } from './restrict-family';
import type { ChangeRestriction, IncidentView } from './schema';

/** Restricts an incident to those who take part, or opens it to everyone; its duplicates with it. */
export async function changeRestriction(ctx: Context, input: z.output<typeof ChangeRestriction>): Promise<IncidentView> {
  authorise(ctx, 'incident.restrict');
  const { number, restricted, reason } = input;
  return db().$transaction(async (tx) => {
    const family = await lockFamily(tx, ctx, number);
    const [incident] = family;
    if (incident.mergedIntoId) throw conflict('It was merged into another incident: change that one, and this follows.');
    if (incident.restricted === restricted) throw conflict(restricted ? 'It is restricted already.' : 'It is open to everyone already.');
    await restrictFamily(tx, ctx, family, { restricted, reason });
    return incidentView(await tx.incident.findUniqueOrThrow({ where: { id: incident.id }, include: incidentInclude }));
  });
}

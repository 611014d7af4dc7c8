import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict, invalid } from '@/domain/errors';
import { db, type Tx } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';
import { lockIncident } from './change-incident';
import { familyIds, shareParticipants } from './family';
import { haltedProcedures } from './halted-procedures';
import { incidentInclude, incidentView } from './incident-view';
import { carriedRoles } from './people/rules';
import { recordEvent } from './record-event';
import { isOpen, OPEN_STATUSES } from './rules';
import type { IncidentView, MergeIncident } from './schema';

/**
 * Ends an open incident as a duplicate of another open one, which goes on for both: its people take part there, and its roles
 * go over where they are free. Both timelines stay. Refuses what has ended, was merged, or is not as restricted as the other.
 */
export async function mergeIncident(ctx: Context, input: z.output<typeof MergeIncident>): Promise<IncidentView> {
  authorise(ctx, 'incident.merge');
  const { number, into } = input;
  const reason = input.reason || null;
  if (number === into) throw invalid('into', 'must be another incident');
  return db().$transaction(async (tx) => {
    const [duplicate, survivor] = await lockBoth(tx, ctx, number, into);
    refuseUnlike(duplicate, survivor);
    const { count } = await tx.incident.updateMany({
      where: { id: duplicate.id, mergedIntoId: null, status: { in: [...OPEN_STATUSES] } },
      data: { status: 'cancelled', cancelledAt: new Date(), mergedIntoId: survivor.id },
    });
    if (count === 0)
      throw conflict(duplicate.mergedIntoId ? 'It was merged already.' : `#${number} is ${duplicate.status}: only an open one is merged.`);
    await shareParticipants(tx, await familyIds(tx, survivor.id));
    const halted = await haltedProcedures(tx, duplicate.id);
    await recordEvent(tx, ctx, duplicate.id, { type: 'merged_into', data: { number: into, title: survivor.title, reason, ...halted } });
    await recordEvent(tx, ctx, survivor.id, { type: 'duplicate_merged', data: { number, title: duplicate.title, reason } });
    await carryRoles(tx, ctx, duplicate, survivor);
    return incidentView(await tx.incident.findUniqueOrThrow({ where: { id: survivor.id }, include: incidentInclude }));
  });
}

/** Always the lower number first, so that two merges never wait for each other. */
async function lockBoth(tx: Tx, ctx: Context, number: number, into: number): Promise<[Incident, Incident]> {
  const first = await lockIncident(tx, ctx, Math.min(number, into));
  const second = await lockIncident(tx, ctx, Math.max(number, into));
  return number < into ? [first, second] : [second, first];
}

function refuseUnlike(duplicate: Incident, survivor: Incident): void {
  if (!isOpen(survivor.status))
    throw conflict(
      survivor.mergedIntoId
        ? `#${survivor.number} was itself merged: merge into the one that goes on.`
        : `#${survivor.number} is ${survivor.status}: merge into one that is open.`,
    );
  if (duplicate.restricted !== survivor.restricted) {
    const [closed, open] = duplicate.restricted ? [duplicate, survivor] : [survivor, duplicate];
    throw conflict(
      `#${closed.number} is restricted and #${open.number} is not: each would tell of the other. Restrict #${open.number} first.`,
    );
  }
}

async function carryRoles(tx: Tx, ctx: Context, duplicate: Incident, survivor: Incident): Promise<void> {
  const active = async ({ id }: Incident) =>
    (await tx.roleAssignment.findMany({ where: { incidentId: id, endedAt: null }, orderBy: { assignedAt: 'asc' } })).map(
      ({ role, userId, userName }) => ({ role, id: userId, name: userName }),
    );
  const carried = carriedRoles(await active(duplicate), await active(survivor));
  await tx.roleAssignment.updateMany({ where: { incidentId: duplicate.id, endedAt: null }, data: { endedAt: new Date() } });
  for (const { role, id, name } of carried) {
    const assigned = { id: randomUUID(), incidentId: survivor.id, role, userId: id, userName: name, assignedByName: ctx.actor.name };
    await tx.roleAssignment.create({ data: { ...assigned, note: `From the duplicate #${duplicate.number}.` } });
    await recordEvent(tx, ctx, survivor.id, {
      type: 'role_assigned',
      data: { role, person: { id, name }, from: null, note: `From the duplicate #${duplicate.number}.`, brief: null },
    });
  }
}

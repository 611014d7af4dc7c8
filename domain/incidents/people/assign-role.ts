import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { db, type Tx } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';
import { lockIncident } from '../change-incident';
import { familyIds, takePart } from '../family';
import { recordEvent } from '../record-event';
import { isOpen } from '../rules';
import type { RoleHolder } from '../schema';
import type { Person } from '../timeline-event';
import { briefFacts } from './brief-facts';
import { findPerson, mustBeAbleToAct } from './find-person';
import { handoffBrief, isSingle, ROLE_WORDS } from './rules';
import type { AssignRole, RoleView } from './schema';

/**
 * Gives someone a role, who takes part from then on; a role that another had is handed over, with a brief made from the facts.
 * Refuses who cannot act here, a role they have already, and one that changed hands since the person looked.
 */
export async function assignRole(ctx: Context, input: z.output<typeof AssignRole>): Promise<RoleView> {
  authorise(ctx, 'incident.assign_role');
  const { role } = input;
  return db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, input.number);
    if (!isOpen(incident.status) && incident.status !== 'resolved') throw conflict(`It is ${incident.status}: nobody needs a role in it.`);
    const person = await findPerson(tx, ctx, input);
    mustBeAbleToAct(person);
    const holders = await activeRoles(tx, incident.id);
    if (holders.some((holder) => holder.role === role && holder.id === person.id))
      throw conflict(`${person.name} is ${ROLE_WORDS[role]} already.`);
    const from = isSingle(role) ? (holders.find((holder) => holder.role === role) ?? null) : null;
    if (input.from !== undefined && input.from !== (from?.id ?? null))
      throw conflict(from ? `${from.name} has become ${ROLE_WORDS[role]} meanwhile.` : `Nobody is ${ROLE_WORDS[role]} any more.`);
    await takePart(tx, ctx, await familyIds(tx, incident.id), { id: person.id, name: person.name, kind: 'user' });
    const note = input.note || null;
    const brief = from && input.brief ? handoffBrief(await briefFacts(tx, incident, holders), new Date()) : null;
    const assigned = await changeHands(tx, ctx, incident, { role, person, from, note });
    await recordEvent(tx, ctx, incident.id, {
      type: 'role_assigned',
      data: { role, person: { id: person.id, name: person.name }, from: from && { id: from.id, name: from.name }, note, brief },
    });
    return assigned;
  });
}

async function activeRoles(tx: Tx, incidentId: string): Promise<RoleHolder[]> {
  const rows = await tx.roleAssignment.findMany({ where: { incidentId, endedAt: null }, orderBy: { assignedAt: 'asc' } });
  return rows.map(({ role, userId, userName }) => ({ role, id: userId, name: userName }));
}

type HandOff = { role: RoleView['role']; person: Person; from: RoleHolder | null; note: string | null };

async function changeHands(tx: Tx, ctx: Context, { id: incidentId }: Incident, { role, person, from, note }: HandOff): Promise<RoleView> {
  const assignedAt = new Date();
  if (from) await tx.roleAssignment.updateMany({ where: { incidentId, role, endedAt: null }, data: { endedAt: assignedAt } });
  const row = await tx.roleAssignment.create({
    data: {
      id: randomUUID(),
      incidentId,
      role,
      userId: person.id,
      userName: person.name,
      assignedByName: ctx.actor.name,
      note,
      assignedAt,
    },
  });
  return {
    role,
    id: person.id,
    name: person.name,
    assignedBy: row.assignedByName,
    note,
    assignedAt: row.assignedAt.toISOString(),
    endedAt: null,
  };
}

import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { Prisma, type Tx } from '@/lib/db';
import type { Incident } from '@/prisma/generated/client';
import type { Person } from './timeline-event';
import { visibleTo } from './visible-to';

/** An incident and all that were merged into it, directly or by way of another. */
const familyOf = (root: Prisma.Sql) => Prisma.sql`WITH RECURSIVE family AS (
  SELECT incident.id FROM incident WHERE ${root}
  UNION SELECT duplicate.id FROM incident duplicate JOIN family ON duplicate."mergedIntoId" = family.id)`;

/** The ids of an incident and its duplicates. They are restricted together, and the same people take part in them. */
export async function familyIds(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`${familyOf(Prisma.sql`incident.id = ${id}::uuid`)} SELECT id FROM family`;
  return rows.map((row) => row.id);
}

/**
 * Locks an incident and its duplicates, in the order of their numbers, until the transaction ends; the incident comes first
 * in the answer. Throws not_found, for one that the caller may not know of too.
 */
export async function lockFamily(tx: Tx, ctx: Context, number: number): Promise<[Incident, ...Incident[]]> {
  const locked = await tx.$queryRaw<{ id: string }[]>`${familyOf(Prisma.sql`incident.number = ${number}`)}
    SELECT id FROM incident WHERE id IN (SELECT id FROM family) ORDER BY number FOR NO KEY UPDATE`;
  const incident = await tx.incident.findFirst({ where: { number, ...visibleTo(ctx) } });
  if (!incident) throw notFound(`Incident #${number}`);
  const ids = locked.map(({ id }) => id);
  if (await tx.incident.count({ where: { mergedIntoId: { in: ids }, id: { notIn: ids } } }))
    throw conflict('A duplicate was merged into it meanwhile. Try again.');
  return [incident, ...(await tx.incident.findMany({ where: { id: { in: ids, not: incident.id } }, orderBy: { number: 'asc' } }))];
}

export type Participating = Person & { kind: 'user' | 'api_key' | 'system' };

/** Lets someone take part in these incidents; who does already, goes on. */
export async function takePart(tx: Tx, ctx: Context, incidentIds: string[], person: Participating): Promise<void> {
  await tx.participant.createMany({
    data: incidentIds.map((incidentId) => ({
      incidentId,
      actorId: person.id,
      actorKind: person.kind,
      name: person.name,
      addedByName: ctx.actor.name,
    })),
    skipDuplicates: true,
  });
}

/** Whoever takes part in one of these incidents takes part in all of them. */
export async function shareParticipants(tx: Tx, incidentIds: string[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO participant ("incidentId", "actorId", "actorKind", name, "addedByName")
    SELECT one.id, p."actorId", p."actorKind", p.name, p."addedByName" FROM participant p CROSS JOIN unnest(${incidentIds}::uuid[]) AS one(id)
    WHERE p."incidentId" = ANY(${incidentIds}::uuid[]) ON CONFLICT DO NOTHING`;
}

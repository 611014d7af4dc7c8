import { holds } from '@/domain/access/matrix';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';

/** Of the restricted incidents among some: who takes part, by the incident's number. */
export type Sight = ReadonlyMap<number, ReadonlySet<string>>;

/** Looks which of these incidents are restricted now, and to whom. */
export async function lookAt(numbers: number[]): Promise<Sight> {
  if (numbers.length === 0) return new Map();
  const rows = await db().incident.findMany({
    where: { number: { in: numbers }, restricted: true },
    select: { number: true, participants: { select: { actorId: true } } },
  });
  return new Map(rows.map(({ number, participants }) => [number, new Set(participants.map(({ actorId }) => actorId))]));
}

/** Whether someone may know of an incident: the rule of visibleTo, for those who watch. */
export function sees(sight: Sight, ctx: Context, incident: number | null): boolean {
  const takingPart = incident === null ? undefined : sight.get(incident);
  if (!takingPart || ctx.actor.kind === 'system' || holds(ctx.roles, 'incident.read_restricted')) return true;
  return ctx.actor.id !== null && takingPart.has(ctx.actor.id);
}

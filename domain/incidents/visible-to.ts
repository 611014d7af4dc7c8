import { holds } from '@/domain/access/matrix';
import type { Context } from '@/domain/context';
import { Prisma } from '@/lib/db';

const knowsAll = (ctx: Context) => ctx.actor.kind === 'system' || holds(ctx.roles, 'incident.read_restricted');

/**
 * Which incidents the caller may know of: all but the restricted ones, of these only those they take part in. Admins and the
 * engine know all. Belongs into every WHERE that reads or locks an incident or what hangs on one; what is not visible is not found.
 */
export function visibleTo(ctx: Context): Prisma.IncidentWhereInput {
  if (knowsAll(ctx)) return {};
  return { OR: [{ restricted: false }, ...(ctx.actor.id ? [{ participants: { some: { actorId: ctx.actor.id } } }] : [])] };
}

/** The same for the alias `i` of incident in a statement of ours. */
export function visibleRow(ctx: Context): Prisma.Sql {
  if (knowsAll(ctx)) return Prisma.sql`TRUE`;
  return Prisma.sql`(NOT i.restricted OR EXISTS (SELECT FROM participant p WHERE p."incidentId" = i.id AND p."actorId" = ${ctx.actor.id}::uuid))`;
}

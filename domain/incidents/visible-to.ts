import { holds } from '@/domain/access/matrix';
import type { Context } from '@/domain/context';
import type { Prisma } from '@/lib/db';

/**
 * Which incidents the caller may know of: all but the restricted ones, of these only those they take part in. Admins and the
 * engine know all. Belongs into every WHERE that reads or locks an incident or what hangs on one; what is not visible is not found.
 */
export function visibleTo(ctx: Context): Prisma.IncidentWhereInput {
  if (ctx.actor.kind === 'system' || holds(ctx.roles, 'incident.read_restricted')) return {};
  return { OR: [{ restricted: false }, ...(ctx.actor.id ? [{ participants: { some: { actorId: ctx.actor.id } } }] : [])] };
}

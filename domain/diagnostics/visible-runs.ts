import type { Context } from '@/domain/context';
import { visibleTo } from '@/domain/incidents/visible-to';
import type { Prisma } from '@/lib/db';

/** Which runs the caller may know of: those outside of incidents, and those of incidents they may know of. */
export function visibleRuns(ctx: Context): Prisma.RunWhereInput {
  const incident = visibleTo(ctx);
  return Object.keys(incident).length === 0 ? {} : { OR: [{ incidentId: null }, { incident }] };
}

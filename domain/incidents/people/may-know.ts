import { holds } from '@/domain/access/matrix';
import type { Tx } from '@/lib/db';
import type { Role } from '@/prisma/generated/enums';

/** Whether somebody may know of an incident: of a restricted one only who takes part in it, and admins. */
export async function mayKnow(
  tx: Tx,
  { id, restricted }: { id: string; restricted: boolean },
  { id: actorId, roles }: { id: string; roles: readonly Role[] },
): Promise<boolean> {
  if (!restricted || holds(roles, 'incident.read_restricted')) return true;
  return (await tx.participant.count({ where: { incidentId: id, actorId } })) > 0;
}

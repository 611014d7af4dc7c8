import { holds } from '@/domain/access/matrix';
import { invalid } from '@/domain/errors';
import type { Tx } from '@/lib/db';

/** Who can be given a task: an enabled user by id or e-mail; of a restricted incident only one who may know of it. Throws invalid. */
export async function findOwner(
  tx: Tx,
  incident: { id: string; restricted: boolean } | null,
  owner: string,
): Promise<{ ownerId: string; ownerName: string }> {
  const who = owner.includes('@') ? { email: { equals: owner, mode: 'insensitive' as const } } : { id: owner };
  const user = await tx.user.findFirst({ where: { ...who, disabledAt: null }, select: { id: true, name: true, roles: true } });
  if (!user) throw invalid('owner', 'nobody who can sign in has this id or e-mail');
  const mayKnow = !incident?.restricted || holds(user.roles, 'incident.read_restricted');
  if (!mayKnow && !(await tx.participant.count({ where: { incidentId: incident.id, actorId: user.id } })))
    throw invalid('owner', `${user.name} does not take part in this restricted incident; bring them in first`);
  return { ownerId: user.id, ownerName: user.name };
}

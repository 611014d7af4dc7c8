import { holds } from '@/domain/access/matrix';
import type { Context } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import type { Tx } from '@/lib/db';

/** Who takes part says who else does; a commander or an admin may without. Throws forbidden. */
export async function mustTakePart(tx: Tx, { actor, roles }: Context, incidentId: string): Promise<void> {
  if (actor.kind === 'system' || holds(roles, 'incident.restrict')) return;
  if (!actor.id || !(await tx.participant.count({ where: { incidentId, actorId: actor.id } })))
    throw new DomainError('forbidden', 'Only those who take part say who else does. Acknowledge it or write a note first.');
}

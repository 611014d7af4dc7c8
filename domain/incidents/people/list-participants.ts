import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { visibleTo } from '../visible-to';
import type { ParticipantView } from './schema';

/** Who takes part, in the order they came. */
export async function listParticipants(ctx: Context, input: { number: number }): Promise<ParticipantView[]> {
  authorise(ctx, 'incident.read');
  const incident = await db().incident.findFirst({
    where: { number: input.number, ...visibleTo(ctx) },
    select: { participants: { orderBy: [{ addedAt: 'asc' }, { actorId: 'asc' }] } },
  });
  if (!incident) throw notFound(`Incident #${input.number}`);
  return incident.participants.map(({ actorId, actorKind, name, addedByName, addedAt }) => ({
    id: actorId,
    name,
    kind: actorKind,
    addedBy: addedByName,
    addedAt: addedAt.toISOString(),
  }));
}

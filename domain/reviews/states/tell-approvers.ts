import { MATRIX } from '@/domain/access/matrix';
import type { Context } from '@/domain/context';
import type { Tx } from '@/lib/db';
import type { Incident, User } from '@/prisma/generated/client';
import { tellPeople } from '../tell-people';
import { plain } from '../words/markdown';
import { authorsOf } from './authors-of';

/** Tells that approval was asked for: who may give it, and who leads the review. */
export async function tellApprovers(tx: Tx, ctx: Context, incident: Incident, reviewId: string): Promise<void> {
  const review = await tx.review.findUniqueOrThrow({ where: { id: reviewId } });
  const { asked, alone } = await authorsOf(tx, review);
  const lead = review.leadId && review.leadId !== asked ? await tx.user.findMany({ where: { id: review.leadId, disabledAt: null } }) : [];
  const approvers = await approversOf(tx, incident, [asked, alone]);
  const people = new Map([...approvers, ...lead].map((person) => [person.id, person]));
  await tellPeople(tx, incident, review, [...people.values()], {
    subject: `Approval asked for: review of #${incident.number}: ${incident.title}`,
    says: `${plain(ctx.actor.name)} asks for approval of the review. Whoever reads it approves it, or returns it with a reason.`,
    occasion: `submitted ${review.submittedAt?.toISOString()}`,
  });
}

/** Who may approve: those who took part in the incident; where none of them did, all. */
async function approversOf(tx: Tx, { id: incidentId }: Incident, authors: readonly (string | null)[]): Promise<User[]> {
  const all = await tx.user.findMany({
    where: { disabledAt: null, roles: { hasSome: [...MATRIX['review.approve']] }, id: { notIn: authors.flatMap((id) => id ?? []) } },
  });
  const there = await tx.participant.findMany({
    where: { incidentId, actorId: { in: all.map(({ id }) => id) } },
    select: { actorId: true },
  });
  const took = new Set(there.map(({ actorId }) => actorId));
  return took.size ? all.filter(({ id }) => took.has(id)) : all;
}

import { holds } from '@/domain/access/matrix';
import type { Context } from '@/domain/context';
import { invalid } from '@/domain/errors';
import type { Tx } from '@/lib/db';
import type { Role } from '@/prisma/generated/enums';
import type { Person } from '../timeline-event';

type Who = { user?: string; email?: string };
type Found = Person & { roles: Role[] };

/** The enabled user who is meant: by id, by e-mail address, or the person who asks. Throws invalid. */
export async function findPerson(tx: Tx, { actor }: Context, { user, email }: Who): Promise<Found> {
  const field = user ? 'user' : email ? 'email' : 'user';
  const self = actor.kind === 'user' ? actor.id : null;
  if (!user && !email && !self) throw invalid('user', 'say who: a user id, or an e-mail address as "email"');
  const found = await tx.user.findFirst({
    where: { ...(email ? { email } : {}), ...(user ? { id: user } : {}), ...(!user && !email ? { id: self ?? '' } : {}), disabledAt: null },
    select: { id: true, name: true, roles: true },
  });
  if (!found) throw invalid(field, 'is nobody who can sign in here');
  return found;
}

/** Who only reads cannot lead, tell others or write down. */
export function mustBeAbleToAct({ name, roles }: Found): void {
  if (!holds(roles, 'incident.note')) throw invalid('user', `${name} may only read; an admin can give them the role responder`);
}

import { authorise } from '@/domain/access/authorise';
import { MATRIX } from '@/domain/access/matrix';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import type { AssignableView } from './schema';

const MOST_PEOPLE = 500;

/** The people who can be given a role or brought in, by name. */
export async function listAssignable(ctx: Context): Promise<AssignableView[]> {
  authorise(ctx, 'incident.assign_role');
  return db().user.findMany({
    where: { disabledAt: null, roles: { hasSome: [...MATRIX['incident.note']] } },
    select: { id: true, name: true, email: true },
    orderBy: { name: 'asc' },
    take: MOST_PEOPLE,
  });
}

import type { Actor } from '@/domain/context';
import { db } from '@/lib/db';
import type { Role } from '@/prisma/generated/enums';
import { covers } from './rules';

/** The roles that someone has as of now, for what goes on in their name; none once they are disabled, or their key has ended. */
export async function rolesNow({ kind, id }: Pick<Actor, 'kind' | 'id'>): Promise<ReadonlySet<Role>> {
  if (!id || kind === 'system') return new Set();
  if (kind === 'user') {
    const user = await db().user.findFirst({ where: { id, disabledAt: null }, select: { roles: true } });
    return new Set(user?.roles);
  }
  const key = await db().apiKey.findFirst({
    where: { id, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
    select: { roles: true, createdBy: { select: { roles: true, disabledAt: true } } },
  });
  if (!key || key.createdBy?.disabledAt) return new Set();
  const maker = key.createdBy?.roles;
  return new Set(key.roles.filter((role) => !maker || covers(maker, role)));
}

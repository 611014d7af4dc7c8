import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { authorise } from './authorise';
import type { UserView } from './schema';

/** Everyone who may sign in, by name; the disabled last. */
export async function listUsers(ctx: Context): Promise<UserView[]> {
  authorise(ctx, 'access.manage');
  const live = { revokedAt: null, expiresAt: { gt: new Date() } };
  const rows = await db().user.findMany({
    orderBy: [{ disabledAt: { sort: 'asc', nulls: 'first' } }, { name: 'asc' }],
    include: {
      _count: { select: { identities: true, sessions: { where: live } } },
      sessions: { orderBy: { lastSeenAt: { sort: 'desc', nulls: 'last' } }, take: 1, select: { lastSeenAt: true } },
    },
  });
  return rows.map((row) => {
    const signsInBy: UserView['signsInBy'] = [
      ...(row.passwordHash ? (['password'] as const) : []),
      ...(row._count.identities ? (['oidc'] as const) : []),
    ];
    return {
      id: row.id,
      email: row.email,
      name: row.name,
      roles: row.roles,
      state: row.disabledAt ? 'disabled' : signsInBy.length ? 'active' : 'invited',
      signsInBy,
      sessions: row._count.sessions,
      lastSeenAt: row.sessions[0]?.lastSeenAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    };
  });
}

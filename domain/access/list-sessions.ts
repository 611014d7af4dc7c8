import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { authoriseUser } from './authorise';
import type { SessionView } from './schema';

/** The browsers in which the person who asks is signed in, the last used first. */
export async function listSessions(ctx: Context): Promise<SessionView[]> {
  const userId = authoriseUser(ctx, 'access.own');
  const rows = await db().session.findMany({
    where: { userId, revokedAt: null, expiresAt: { gt: new Date() } },
    orderBy: { lastSeenAt: { sort: 'desc', nulls: 'last' } },
  });
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    expiresAt: row.expiresAt.toISOString(),
    userAgent: row.userAgent,
    address: row.address,
    current: row.id === ctx.sessionId,
  }));
}

import type { Tx } from '@/lib/db';
import { notify } from '@/lib/notify';

/** Revokes a user's sessions, all or all but one, and tells every engine. Gives how many ended. */
export async function endSessions(tx: Tx, userId: string, exceptId?: string): Promise<number> {
  const now = new Date();
  const { count } = await tx.session.updateMany({
    where: { userId, revokedAt: null, expiresAt: { gt: now }, ...(exceptId ? { id: { not: exceptId } } : {}) },
    data: { revokedAt: now },
  });
  await notify(tx, { topic: 'access', user: userId });
  return count;
}

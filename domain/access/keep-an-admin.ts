import { conflict } from '@/domain/errors';
import type { Tx } from '@/lib/db';

/** The users who can sign in as admin, locked until the transaction ends, so that two of them cannot remove each other. */
export async function lockAdmins(tx: Tx): Promise<string[]> {
  const admins = await tx.$queryRaw<{ id: string }[]>`
    SELECT u.id::text FROM "user" u
    WHERE 'admin' = ANY (u.roles) AND u."disabledAt" IS NULL
      AND (u."passwordHash" IS NOT NULL OR EXISTS (SELECT FROM oidc_identity i WHERE i."userId" = u.id))
    ORDER BY u.id FOR UPDATE OF u`;
  return admins.map((admin) => admin.id);
}

/** Throws conflict when nobody else could sign in as admin once this user no longer can. */
export async function keepAnAdmin(tx: Tx, leavingId: string): Promise<void> {
  const admins = await lockAdmins(tx);
  if (admins.includes(leavingId) && admins.length === 1)
    throw conflict('This is the only admin who can sign in. Make someone else an admin first.');
}

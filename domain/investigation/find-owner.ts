import { invalid } from '@/domain/errors';
import type { Tx } from '@/lib/db';

/** Who can be given a task: an enabled user by id or e-mail. Throws invalid. */
export async function findOwner(tx: Tx, owner: string): Promise<{ ownerId: string; ownerName: string }> {
  const who = owner.includes('@') ? { email: { equals: owner, mode: 'insensitive' as const } } : { id: owner };
  const user = await tx.user.findFirst({ where: { ...who, disabledAt: null }, select: { id: true, name: true } });
  if (!user) throw invalid('owner', 'nobody who can sign in has this id or e-mail');
  return { ownerId: user.id, ownerName: user.name };
}

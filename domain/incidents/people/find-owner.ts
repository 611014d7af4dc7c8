import type { Tx } from '@/lib/db';
import { findKnowing } from './find-knowing';

/** Who can be given a task: an enabled user by id or e-mail; of a restricted incident only one who may know of it. Throws invalid. */
export async function findOwner(
  tx: Tx,
  incident: { id: string; restricted: boolean } | null,
  owner: string,
): Promise<{ ownerId: string; ownerName: string }> {
  const { id, name } = await findKnowing(tx, incident, owner, 'owner');
  return { ownerId: id, ownerName: name };
}

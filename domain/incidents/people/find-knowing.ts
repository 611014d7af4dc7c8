import { invalid } from '@/domain/errors';
import type { Tx } from '@/lib/db';
import type { Role } from '@/prisma/generated/enums';
import type { Person } from '../timeline-event';
import { mayKnow } from './may-know';

/** The enabled user who is meant by an id or an e-mail address; of a restricted incident only one who may know of it. Throws invalid at `field`. */
export async function findKnowing(
  tx: Tx,
  incident: { id: string; restricted: boolean } | null,
  who: string,
  field: string,
): Promise<Person & { roles: Role[] }> {
  const named = who.includes('@') ? { email: { equals: who, mode: 'insensitive' as const } } : { id: who };
  const user = await tx.user.findFirst({ where: { ...named, disabledAt: null }, select: { id: true, name: true, roles: true } });
  if (!user) throw invalid(field, 'nobody who can sign in has this id or e-mail');
  if (incident && !(await mayKnow(tx, incident, user)))
    throw invalid(field, `${user.name} does not take part in this restricted incident; bring them in first`);
  return user;
}

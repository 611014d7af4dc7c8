import { db } from '@/lib/db';
import { admitAnyone } from './authorise';

/** Whether someone can sign in as admin; until then the sign-in page points to the set-up link. */
export async function isSetUp(): Promise<boolean> {
  admitAnyone('nothing');
  const ways = [{ passwordHash: { not: null } }, { identities: { some: {} } }];
  return (await db().user.count({ where: { roles: { has: 'admin' }, disabledAt: null, OR: ways } })) > 0;
}

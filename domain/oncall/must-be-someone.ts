import { invalid } from '@/domain/errors';
import type { Tx } from '@/lib/db';

/** The id of an account, or invalid where nobody has it. A disabled one stays whose it was. */
export async function mustBeSomeone(tx: Tx, user: string): Promise<string> {
  if (!(await tx.user.count({ where: { id: user } }))) throw invalid('user', 'nobody has this account; choose again');
  return user;
}

import type { z } from 'zod';
import { DomainError } from '@/domain/errors';
import { db } from '@/lib/db';
import { verifyPassword } from '@/lib/password';
import { admitAnyone } from './authorise';
import type { SignIn } from './schema';
import { countAttempt, forgiveAttempt } from './sign-in-failures';
import { type Origin, type StartedSession, startSession } from './start-session';

/**
 * Opens a session for the right e-mail and password. Throws unauthenticated alike for an unknown account and a wrong password,
 * forbidden for a disabled user, unavailable with the time of the next try after too many failures.
 */
export async function signInWithPassword(input: z.output<typeof SignIn>, origin: Origin): Promise<StartedSession> {
  admitAnyone('password');
  const attempt = await countAttempt(input.email, origin.address);
  const user = await db().user.findUnique({ where: { email: input.email } });
  const right = await verifyPassword(user?.passwordHash ?? null, input.password);
  if (!user || !right) throw new DomainError('unauthenticated', 'This e-mail address and password do not belong together.');
  return db().$transaction(async (tx) => {
    // The row is locked so that disabling the user and this sign-in cannot pass each other.
    const [held] = await tx.$queryRaw<{ disabled: boolean }[]>`
      SELECT "disabledAt" IS NOT NULL AS disabled FROM "user" WHERE id = ${user.id}::uuid AND "passwordHash" = ${user.passwordHash} FOR SHARE`;
    if (!held) throw new DomainError('unauthenticated', 'The password was just changed. Sign in with the new one.');
    if (held.disabled) throw new DomainError('forbidden', 'This account is disabled. Ask an admin.');
    await forgiveAttempt(tx, attempt);
    return startSession(tx, user, origin, 'password');
  });
}

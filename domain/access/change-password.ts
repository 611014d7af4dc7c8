import type { z } from 'zod';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict, invalid } from '@/domain/errors';
import { db } from '@/lib/db';
import { hashPassword, verifyPassword } from '@/lib/password';
import { authoriseUser } from './authorise';
import { endSessions } from './end-sessions';
import { passwordProblem } from './rules';
import type { ChangePassword } from './schema';
import { countAttempt, forgiveAttempt } from './sign-in-failures';

/** Changes one's own password and signs out one's other browsers. The current one is asked for, and guessing it is slowed down. */
export async function changePassword(ctx: Context, input: z.output<typeof ChangePassword>): Promise<{ signedOut: number }> {
  const id = authoriseUser(ctx, 'access.own');
  const user = await db().user.findUniqueOrThrow({ where: { id } });
  if (!user.passwordHash) throw conflict('You sign in by an identity provider and have no password here.');
  const problem = passwordProblem(input.password, user.email);
  if (problem) throw invalid('password', problem);
  if (input.password === input.current) throw invalid('password', 'is the one you have now');
  const attempt = await countAttempt(user.email, null);
  if (!(await verifyPassword(user.passwordHash, input.current))) throw invalid('current', 'is not your password');
  const passwordHash = await hashPassword(input.password);
  return db().$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id, passwordHash: user.passwordHash, disabledAt: null },
      data: { passwordHash },
    });
    if (count === 0) throw conflict('Your password was just changed elsewhere. Sign in again.');
    await forgiveAttempt(tx, attempt);
    await tx.signInLink.updateMany({ where: { userId: id, usedAt: null }, data: { usedAt: new Date() } });
    const signedOut = await endSessions(tx, id, ctx.sessionId);
    await recordAudit(tx, ctx, { action: 'password_changed', subjectType: 'user', subjectId: id, data: { signedOut } });
    return { signedOut };
  });
}

import type { z } from 'zod';
import { recordAudit } from '@/domain/audit/record-audit';
import { DomainError, invalid } from '@/domain/errors';
import { db } from '@/lib/db';
import { hashPassword } from '@/lib/password';
import { admitAnyone } from './authorise';
import { endSessions } from './end-sessions';
import { spendLink } from './issue-link';
import { passwordProblem } from './rules';
import type { AcceptInvite } from './schema';
import { asUser } from './start-session';

/**
 * Sets the password of the person the link was made for, once, and ends the sessions they had. Throws not_found when the
 * link was used, voided or has expired.
 */
export async function acceptInvite(input: z.output<typeof AcceptInvite>, requestId: string): Promise<{ userId: string; email: string }> {
  admitAnyone('link');
  return db().$transaction(async (tx) => {
    const used = await spendLink(tx, 'invite', input.token);
    const user = used?.userId ? await tx.user.findFirst({ where: { id: used.userId, disabledAt: null } }) : null;
    if (!user) throw new DomainError('not_found', 'This link was used or has run out. Ask an admin for a new one.');
    const problem = passwordProblem(input.password, user.email);
    if (problem) throw invalid('password', problem);
    await tx.user.update({ where: { id: user.id }, data: { name: input.name, passwordHash: await hashPassword(input.password) } });
    await endSessions(tx, user.id);
    const action = user.passwordHash ? 'password_reset' : 'invite_accepted';
    await recordAudit(tx, asUser({ id: user.id, name: input.name }, requestId), { action, subjectType: 'user', subjectId: user.id });
    return { userId: user.id, email: user.email };
  });
}

import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { recordAudit } from '@/domain/audit/record-audit';
import { conflict, DomainError } from '@/domain/errors';
import { db } from '@/lib/db';
import { notify } from '@/lib/notify';
import { hashPassword } from '@/lib/password';
import type { Role } from '@/prisma/generated/enums';
import { admitAnyone } from './authorise';
import { spendLink } from './issue-link';
import { lockAdmins } from './keep-an-admin';
import type { CompleteSetup } from './schema';
import { asUser } from './start-session';

/** Together they may do everything except approve their own destructive request. */
const FIRST_ROLES: Role[] = ['commander', 'admin'];

/** Makes the first admin, by the link that the server printed. Throws not_found for a link that is not open, conflict when an admin exists. */
export async function completeSetup(input: z.output<typeof CompleteSetup>, requestId: string): Promise<{ userId: string; email: string }> {
  admitAnyone('link');
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(7270736904)::text`;
    if (!(await spendLink(tx, 'setup', input.token)))
      throw new DomainError('not_found', 'This set-up link was used or has run out. Restart the server: it prints a new one.');
    if ((await lockAdmins(tx)).length > 0) throw conflict('This console already has an admin. Ask them for an invite.');
    const facts = { name: input.name, passwordHash: await hashPassword(input.password), roles: FIRST_ROLES, disabledAt: null };
    const user = await tx.user.upsert({
      where: { email: input.email },
      create: { id: randomUUID(), email: input.email, ...facts },
      update: facts,
    });
    await notify(tx, { topic: 'access', user: user.id });
    await recordAudit(tx, asUser(user, requestId), {
      action: 'setup_completed',
      subjectType: 'user',
      subjectId: user.id,
      data: { email: user.email, roles: FIRST_ROLES },
    });
    return { userId: user.id, email: user.email };
  });
}

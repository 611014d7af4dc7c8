import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { db } from '@/lib/db';
import { authorise } from './authorise';
import { issueLink } from './issue-link';
import type { InviteUser, IssuedLink } from './schema';

/** Makes a user and a one-time link for choosing a password. Throws conflict when the e-mail address has a user. */
export async function inviteUser(ctx: Context, input: z.output<typeof InviteUser>): Promise<IssuedLink> {
  authorise(ctx, 'access.manage');
  const id = randomUUID();
  return db().$transaction(async (tx) => {
    const { count } = await tx.user.createMany({ data: [{ id, ...input }], skipDuplicates: true });
    if (count === 0) throw conflict(`${input.email} already has a user. Make a new sign-in link for them instead.`);
    const link = await issueLink(tx, 'invite', id);
    await recordAudit(tx, ctx, {
      action: 'user_invited',
      subjectType: 'user',
      subjectId: id,
      data: { email: input.email, roles: input.roles },
    });
    return { userId: id, path: link.path, expiresAt: link.expiresAt.toISOString() };
  });
}

import type { z } from 'zod';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { authorise } from './authorise';
import { issueLink } from './issue-link';
import type { IssuedLink, OnUser } from './schema';

/** A new one-time link for someone whose invite ran out or who forgot the password. Earlier links stop working. */
export async function createSignInLink(ctx: Context, input: z.output<typeof OnUser>): Promise<IssuedLink> {
  authorise(ctx, 'access.manage');
  return db().$transaction(async (tx) => {
    const [user] = await tx.$queryRaw<
      { disabled: boolean }[]
    >`SELECT "disabledAt" IS NOT NULL AS disabled FROM "user" WHERE id = ${input.id}::uuid FOR UPDATE`;
    if (!user) throw notFound('This user');
    if (user.disabled) throw conflict('This user is disabled. Enable them first.');
    const link = await issueLink(tx, 'invite', input.id);
    await recordAudit(tx, ctx, {
      action: 'sign_in_link_created',
      subjectType: 'user',
      subjectId: input.id,
      data: { expiresAt: link.expiresAt.toISOString() },
    });
    return { userId: input.id, path: link.path, expiresAt: link.expiresAt.toISOString() };
  });
}

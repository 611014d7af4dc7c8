import type { z } from 'zod';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { notify } from '@/lib/notify';
import type { Role } from '@/prisma/generated/enums';
import { authorise } from './authorise';
import { keepAnAdmin } from './keep-an-admin';
import type { ChangeRoles } from './schema';

/** Replaces a user's roles, in force within 5 s everywhere. Throws conflict when they have them or the last admin would go. */
export async function changeRoles(ctx: Context, input: z.output<typeof ChangeRoles>): Promise<{ id: string; roles: Role[] }> {
  authorise(ctx, 'access.manage');
  const roles = [...input.roles].sort();
  return db().$transaction(async (tx) => {
    if (!roles.includes('admin')) await keepAnAdmin(tx, input.id);
    const [before] = await tx.$queryRaw<
      { roles: Role[] }[]
    >`SELECT roles::text[] AS roles FROM "user" WHERE id = ${input.id}::uuid FOR UPDATE`;
    if (!before) throw notFound('This user');
    const from = [...before.roles].sort();
    if (from.join() === roles.join()) throw conflict('They have exactly these roles already.');
    await tx.user.update({ where: { id: input.id }, data: { roles } });
    await notify(tx, { topic: 'access', user: input.id });
    await recordAudit(tx, ctx, { action: 'roles_changed', subjectType: 'user', subjectId: input.id, data: { from, to: roles } });
    return { id: input.id, roles };
  });
}

import type { z } from 'zod';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { notify } from '@/lib/notify';
import { authorise } from './authorise';
import type { OnUser } from './schema';

/** Lets a disabled user sign in again, with the password and roles they had. */
export async function enableUser(ctx: Context, input: z.output<typeof OnUser>): Promise<{ id: string }> {
  authorise(ctx, 'access.manage');
  return db().$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({ where: { id: input.id, disabledAt: { not: null } }, data: { disabledAt: null } });
    if (count === 0)
      throw (await tx.user.count({ where: { id: input.id } })) ? conflict('This user is not disabled.') : notFound('This user');
    await notify(tx, { topic: 'access', user: input.id });
    await recordAudit(tx, ctx, { action: 'user_enabled', subjectType: 'user', subjectId: input.id });
    return { id: input.id };
  });
}

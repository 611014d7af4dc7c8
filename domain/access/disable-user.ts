import type { z } from 'zod';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { authorise } from './authorise';
import { endSessions } from './end-sessions';
import { keepAnAdmin } from './keep-an-admin';
import type { OnUser } from './schema';

/** Shuts someone out within 5 s: sessions and links end, the keys they made stop. Throws conflict for oneself and the last admin. */
export async function disableUser(ctx: Context, input: z.output<typeof OnUser>): Promise<{ id: string }> {
  authorise(ctx, 'access.manage');
  if (input.id === ctx.actor.id) throw conflict('You cannot disable yourself. Ask another admin.');
  return db().$transaction(async (tx) => {
    await keepAnAdmin(tx, input.id);
    const now = new Date();
    const { count } = await tx.user.updateMany({ where: { id: input.id, disabledAt: null }, data: { disabledAt: now } });
    if (count === 0)
      throw (await tx.user.count({ where: { id: input.id } })) ? conflict('This user is already disabled.') : notFound('This user');
    const sessions = await endSessions(tx, input.id);
    await tx.signInLink.updateMany({ where: { userId: input.id, usedAt: null }, data: { usedAt: now } });
    await recordAudit(tx, ctx, { action: 'user_disabled', subjectType: 'user', subjectId: input.id, data: { sessions } });
    return { id: input.id };
  });
}

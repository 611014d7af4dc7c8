import type { z } from 'zod';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { notify } from '@/lib/notify';
import { authorise } from './authorise';
import { holds } from './matrix';
import type { OnSession } from './schema';

/** Signs one browser out: one's own, or as admin anyone's. Another's is not_found to others. */
export async function revokeSession(ctx: Context, input: z.output<typeof OnSession>): Promise<{ id: string }> {
  authorise(ctx, 'access.own');
  return db().$transaction(async (tx) => {
    const session = await tx.session.findUnique({ where: { id: input.id }, select: { userId: true } });
    const mayAny = ctx.actor.kind === 'system' || holds(ctx.roles, 'access.manage');
    if (!session || (session.userId !== ctx.actor.id && !mayAny)) throw notFound('This session');
    const { count } = await tx.session.updateMany({ where: { id: input.id, revokedAt: null }, data: { revokedAt: new Date() } });
    if (count === 0) throw conflict('This session is already signed out.');
    await notify(tx, { topic: 'access', session: input.id });
    await recordAudit(tx, ctx, { action: 'signed_out', subjectType: 'session', subjectId: input.id, data: { user: session.userId } });
    return { id: input.id };
  });
}

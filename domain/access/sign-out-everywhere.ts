import type { z } from 'zod';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { db } from '@/lib/db';
import { authorise } from './authorise';
import { endSessions } from './end-sessions';
import type { OnUser } from './schema';

/** Ends every session of a user: one's own, or as admin another's. Throws conflict when there is none. */
export async function signOutEverywhere(ctx: Context, input: z.output<typeof OnUser>): Promise<{ ended: number }> {
  authorise(ctx, input.id === ctx.actor.id ? 'access.own' : 'access.manage');
  return db().$transaction(async (tx) => {
    const ended = await endSessions(tx, input.id);
    if (ended === 0) throw conflict('They are not signed in anywhere.');
    await recordAudit(tx, ctx, { action: 'signed_out_everywhere', subjectType: 'user', subjectId: input.id, data: { sessions: ended } });
    return { ended };
  });
}

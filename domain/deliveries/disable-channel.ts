import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import type { OnChannel } from './schema';

/** Stops a channel: nothing more goes there, and what waits for it is given up. Throws conflict when it is disabled already. */
export async function disableChannel(ctx: Context, { id }: z.output<typeof OnChannel>): Promise<{ id: string }> {
  authorise(ctx, 'channel.manage');
  return db().$transaction(async (tx) => {
    const { count } = await tx.channel.updateMany({ where: { id, enabled: true }, data: { enabled: false, version: { increment: 1 } } });
    if (count === 0)
      throw (await tx.channel.count({ where: { id } })) ? conflict('This channel is already disabled.') : notFound('This channel');
    await recordAudit(tx, ctx, { action: 'channel_disabled', subjectType: 'channel', subjectId: id });
    return { id };
  });
}

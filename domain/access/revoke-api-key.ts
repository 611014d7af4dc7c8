import type { z } from 'zod';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { notify } from '@/lib/notify';
import { authorise } from './authorise';
import type { OnApiKey } from './schema';

/** Ends a key within 5 s, the streams it reads included. */
export async function revokeApiKey(ctx: Context, input: z.output<typeof OnApiKey>): Promise<{ id: string }> {
  authorise(ctx, 'access.manage');
  return db().$transaction(async (tx) => {
    const { count } = await tx.apiKey.updateMany({ where: { id: input.id, revokedAt: null }, data: { revokedAt: new Date() } });
    if (count === 0)
      throw (await tx.apiKey.count({ where: { id: input.id } })) ? conflict('This key is already revoked.') : notFound('This key');
    await notify(tx, { topic: 'access', key: input.id });
    await recordAudit(tx, ctx, { action: 'api_key_revoked', subjectType: 'api_key', subjectId: input.id });
    return { id: input.id };
  });
}

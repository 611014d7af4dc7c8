import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { newSigningKey } from '@/lib/channels/sign-webhook';
import { db } from '@/lib/db';
import { seal } from '@/lib/seal';
import { KEY_PURPOSE } from './open-channel';
import type { IssuedKey, OnChannel } from './schema';

/** Makes a new signing key for a generic webhook and answers it once. For a day the former key signs beside it. */
export async function rotateChannelKey(ctx: Context, { id }: z.output<typeof OnChannel>): Promise<IssuedKey> {
  authorise(ctx, 'channel.manage');
  const key = newSigningKey();
  const sealed = seal(KEY_PURPOSE, key);
  return db().$transaction(async (tx) => {
    const count = await tx.$executeRaw`
      UPDATE channel SET "sealedFormerKey" = "sealedKey", "sealedKey" = ${sealed}, "keyChangedAt" = now(), version = version + 1
      WHERE id = ${id}::uuid AND kind = 'webhook'`;
    if (count === 0)
      throw (await tx.channel.count({ where: { id } })) ? conflict('Only generic webhooks are signed.') : notFound('This channel');
    await recordAudit(tx, ctx, { action: 'channel_key_rotated', subjectType: 'channel', subjectId: id });
    return { id, key };
  });
}

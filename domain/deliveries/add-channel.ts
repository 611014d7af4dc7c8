import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { newSigningKey } from '@/lib/channels/sign-webhook';
import { db } from '@/lib/db';
import { seal } from '@/lib/seal';
import { KEY_PURPOSE, URL_PURPOSE } from './open-channel';
import type { AddChannel, IssuedKey } from './schema';

/** Adds a way out. Of a generic webhook the signing key is answered, now and never again. Throws conflict for a name that is taken. */
export async function addChannel(ctx: Context, input: z.output<typeof AddChannel>): Promise<IssuedKey> {
  authorise(ctx, 'channel.manage');
  const { kind, name, audiences, recipients = [], url } = input;
  const id = randomUUID();
  const host = url ? new URL(url).host : null;
  const key = kind === 'webhook' ? newSigningKey() : null;
  const sealed = { sealedUrl: url ? seal(URL_PURPOSE, url) : null, sealedKey: key ? seal(KEY_PURPOSE, key) : null };
  return db().$transaction(async (tx) => {
    const row = { id, kind, name, audiences, recipients, host, ...sealed };
    const { count } = await tx.channel.createMany({ data: [row], skipDuplicates: true });
    if (count === 0) throw conflict(`There is a channel called ${name} already. Choose another name.`);
    const data = { kind, name, audiences, recipients, host };
    await recordAudit(tx, ctx, { action: 'channel_added', subjectType: 'channel', subjectId: id, data });
    return { id, key };
  });
}

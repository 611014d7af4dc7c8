import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict, invalid, notFound } from '@/domain/errors';
import { db, type Tx } from '@/lib/db';
import { seal } from '@/lib/seal';
import type { Channel } from '@/prisma/generated/client';
import { URL_PURPOSE } from './open-channel';
import { webhookProblem } from './rules';
import type { ChangeChannel } from './schema';

/** Changes a channel as it was shown. An address left out stays. Throws conflict when someone changed it meanwhile, or the name is taken. */
export async function changeChannel(ctx: Context, input: z.output<typeof ChangeChannel>): Promise<{ id: string }> {
  authorise(ctx, 'channel.manage');
  const { id, version, name, audiences, url } = input;
  return db().$transaction(async (tx) => {
    const before = await tx.channel.findUnique({ where: { id } });
    if (!before) throw notFound('This channel');
    const recipients = checkedWay(before, input);
    if (await tx.channel.count({ where: { name, id: { not: id } } })) throw conflict(`There is a channel called ${name} already.`);
    const way = url ? { sealedUrl: seal(URL_PURPOSE, url), host: new URL(url).host } : {};
    const { count } = await tx.channel.updateMany({
      where: { id, version },
      // What was tested is no longer what is there.
      data: { name, audiences, recipients, ...way, version: { increment: 1 }, testedAt: null, testError: null },
    });
    if (count === 0) throw conflict('Someone changed this channel meanwhile. Look at it again, then change it.');
    await recordChange(tx, ctx, before, { name, audiences, recipients, host: way.host ?? before.host, addressReplaced: Boolean(url) });
    return { id };
  });
}

/** The recipients to keep, once it is clear that the address fits the kind. */
function checkedWay({ kind, recipients: kept }: Channel, { url, recipients }: z.output<typeof ChangeChannel>): string[] {
  if (kind === 'email' && url) throw invalid('url', 'an e-mail channel has addresses instead');
  if (kind !== 'email' && recipients) throw invalid('recipients', 'only an e-mail channel has these');
  const problem = url && webhookProblem(kind, url);
  if (problem) throw invalid('url', problem);
  return recipients ?? kept;
}

const recordChange = (tx: Tx, ctx: Context, { id }: Channel, data: Record<string, unknown>) =>
  recordAudit(tx, ctx, { action: 'channel_changed', subjectType: 'channel', subjectId: id, data });

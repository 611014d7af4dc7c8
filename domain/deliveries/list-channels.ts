import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import type { ChannelView } from './schema';

/** Every way out, by name. Of a webhook's address only the host. */
export async function listChannels(ctx: Context): Promise<ChannelView[]> {
  authorise(ctx, 'channel.manage');
  const rows = await db().channel.findMany({ orderBy: { name: 'asc' }, omit: { sealedUrl: true, sealedKey: true, sealedFormerKey: true } });
  return rows.map(({ createdAt: _createdAt, testedAt, keyChangedAt, ...row }) => ({
    ...row,
    testedAt: testedAt?.toISOString() ?? null,
    keyChangedAt: keyChangedAt?.toISOString() ?? null,
  }));
}

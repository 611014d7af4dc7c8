import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import type { ApiKey } from '@/prisma/generated/client';
import { authorise } from './authorise';
import type { ApiKeyView } from './schema';

/** Every key, the newest first; those that no longer work after the others. */
export async function listApiKeys(ctx: Context): Promise<ApiKeyView[]> {
  authorise(ctx, 'access.manage');
  const rows = await db().apiKey.findMany({
    orderBy: { createdAt: 'desc' },
    include: { createdBy: { select: { name: true, disabledAt: true } } },
  });
  const views = rows.map((row) => ({
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    roles: row.roles,
    createdBy: row.createdBy?.name ?? null,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    state: keyState(row, row.createdBy?.disabledAt ?? null, new Date()),
  }));
  return [...views.filter((view) => view.state === 'active'), ...views.filter((view) => view.state !== 'active')];
}

function keyState(key: ApiKey, makerDisabledAt: Date | null, now: Date): ApiKeyView['state'] {
  if (key.revokedAt) return 'revoked';
  if (key.expiresAt && key.expiresAt <= now) return 'expired';
  return makerDisabledAt ? 'stopped' : 'active';
}

import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db } from '@/lib/db';
import type { StakeholderLinkView } from './schema';

/** The links that show an incident outside the console, newest first. Throws not_found. */
export async function listStakeholderLinks(ctx: Context, input: { number: number }): Promise<{ items: StakeholderLinkView[] }> {
  authorise(ctx, 'stakeholder_link.manage');
  const incident = await db().incident.findFirst({
    where: { number: input.number, ...visibleTo(ctx) },
    select: { stakeholderLinks: { orderBy: { createdAt: 'desc' } } },
  });
  if (!incident) throw notFound(`Incident #${input.number}`);
  const now = new Date();
  return {
    items: incident.stakeholderLinks.map(({ id, label, createdByName, createdAt, expiresAt, revokedAt, lastSeenAt }) => ({
      id,
      label,
      createdBy: createdByName,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      lastSeenAt: lastSeenAt?.toISOString() ?? null,
      state: revokedAt ? 'revoked' : expiresAt > now ? 'active' : 'expired',
    })),
  };
}

import type { z } from 'zod';
import { admitAnyone } from '@/domain/access/authorise';
import { secretHash } from '@/domain/access/secrets';
import { db } from '@/lib/db';
import type { Audience } from '@/prisma/generated/enums';
import type { SharedIncident, StakeholderToken } from './schema';

const MOST_UPDATES = 100;
/** How often it is noted that someone looks. */
const SEEN_EVERY_MS = 60_000;
const TOLD: Audience[] = ['stakeholders', 'customers'];

/**
 * What whoever has a link may see. Null alike for a link that is unknown, has run out or was revoked, and for an incident that was
 * restricted after the link was made.
 */
export async function getSharedIncident({ token }: z.output<typeof StakeholderToken>): Promise<SharedIncident | null> {
  admitAnyone('link');
  const now = new Date();
  const link = await db().stakeholderLink.findFirst({
    where: {
      tokenHash: secretHash(token),
      revokedAt: null,
      expiresAt: { gt: now },
      OR: [{ ofRestricted: true }, { incident: { restricted: false } }],
    },
    include: { incident: { include: shown } },
  });
  if (!link) return null;
  if (now.getTime() - (link.lastSeenAt?.getTime() ?? 0) > SEEN_EVERY_MS)
    await db().stakeholderLink.updateMany({ where: { id: link.id }, data: { lastSeenAt: now } });
  const { title, severity, status, service, impact, startedAt, resolvedAt, updates, promises, roleAssignments } = link.incident;
  return {
    title,
    severity,
    status,
    service,
    impact,
    startedAt: startedAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
    commander: roleAssignments[0]?.userName ?? null,
    nextUpdateAt: promises[0]?.dueAt.toISOString() ?? null,
    updates: updates.map(({ id, subject, body, sentAt }) => ({ id, subject, body, sentAt: (sentAt ?? startedAt).toISOString() })),
    expiresAt: link.expiresAt.toISOString(),
  };
}

const shown = {
  updates: { where: { state: 'sent', audience: { in: TOLD } }, orderBy: { sentAt: 'desc' }, take: MOST_UPDATES },
  promises: { where: { state: 'open', audience: { in: TOLD } }, orderBy: { dueAt: 'asc' }, take: 1 },
  roleAssignments: { where: { role: 'commander', endedAt: null }, take: 1 },
} as const;

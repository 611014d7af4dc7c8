import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { holds } from '@/domain/access/matrix';
import { newSecret, secretHash } from '@/domain/access/secrets';
import type { Context } from '@/domain/context';
import { conflict, DomainError } from '@/domain/errors';
import { lockIncident } from '@/domain/incidents/change-incident';
import { recordEvent } from '@/domain/incidents/record-event';
import { db } from '@/lib/db';
import type { CreateStakeholderLink, IssuedStakeholderLink } from './schema';

const HOUR_MS = 3_600_000;
const MOST_ACTIVE = 20;

/**
 * Makes a link that shows one incident to whoever has it, until it runs out or is revoked. Of a restricted incident only an admin may.
 * Throws conflict when there are too many.
 */
export async function createStakeholderLink(ctx: Context, input: z.output<typeof CreateStakeholderLink>): Promise<IssuedStakeholderLink> {
  authorise(ctx, 'stakeholder_link.manage');
  const { number, label, hours } = input;
  const token = newSecret();
  const id = randomUUID();
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + hours * HOUR_MS);
  return db().$transaction(async (tx) => {
    const { id: incidentId, restricted } = await lockIncident(tx, ctx, number);
    if (restricted && !holds(ctx.roles, 'incident.read_restricted'))
      throw new DomainError('forbidden', 'Only an admin may share a restricted incident. Ask one.');
    const active = await tx.stakeholderLink.count({ where: { incidentId, revokedAt: null, expiresAt: { gt: createdAt } } });
    if (active >= MOST_ACTIVE) throw conflict(`There are ${active} links to this incident already. Revoke one first.`);
    const row = { id, incidentId, tokenHash: secretHash(token), label, createdByName: ctx.actor.name, createdAt, expiresAt };
    await tx.stakeholderLink.create({ data: { ...row, ofRestricted: restricted } });
    const data = { link: id, label, expiresAt: expiresAt.toISOString() };
    await recordEvent(tx, ctx, incidentId, { type: 'stakeholder_link_created', data });
    return { id, path: `/share/${token}`, expiresAt: data.expiresAt };
  });
}

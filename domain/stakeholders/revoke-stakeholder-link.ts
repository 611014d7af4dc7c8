import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { lockIncident } from '@/domain/incidents/change-incident';
import { recordEvent } from '@/domain/incidents/record-event';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db } from '@/lib/db';
import type { OnStakeholderLink } from './schema';

/** Ends a link: whoever has it sees nothing more at the next look. Throws conflict when it is revoked already. */
export async function revokeStakeholderLink(ctx: Context, { id }: z.output<typeof OnStakeholderLink>): Promise<{ id: string }> {
  authorise(ctx, 'stakeholder_link.manage');
  return db().$transaction(async (tx) => {
    const link = await tx.stakeholderLink.findFirst({
      where: { id, incident: visibleTo(ctx) },
      select: { label: true, incident: { select: { number: true } } },
    });
    if (!link) throw notFound('This link');
    const incident = await lockIncident(tx, ctx, link.incident.number);
    const { count } = await tx.stakeholderLink.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: new Date() } });
    if (count === 0) throw conflict('This link is already revoked.');
    await recordEvent(tx, ctx, incident.id, { type: 'stakeholder_link_revoked', data: { link: id, label: link.label } });
    return { id };
  });
}

import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { lockIncident } from './change-incident';
import { recordEvent } from './record-event';
import type { OnLink } from './schema';

/** Takes a link away; the timeline keeps that it was there. */
export async function removeLink(ctx: Context, input: z.output<typeof OnLink>): Promise<{ id: string }> {
  authorise(ctx, 'incident.edit');
  return db().$transaction(async (tx) => {
    const { id: incidentId } = await lockIncident(tx, ctx, input.number);
    const link = await tx.incidentLink.findFirst({ where: { id: input.link, incidentId } });
    if (!link) throw notFound('This link');
    await tx.incidentLink.delete({ where: { id: link.id } });
    await recordEvent(tx, ctx, incidentId, { type: 'link_removed', data: { link: link.id, url: link.url, label: link.label } });
    return { id: link.id };
  });
}

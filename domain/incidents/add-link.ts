import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { db } from '@/lib/db';
import { lockIncident } from './change-incident';
import { recordEvent } from './record-event';
import type { AddLink, LinkView } from './schema';

const MAX_LINKS = 100;

/** Links a page about the incident: a dashboard, a ticket, a change. Refuses an address that is linked already. */
export async function addLink(ctx: Context, input: z.output<typeof AddLink>): Promise<LinkView> {
  authorise(ctx, 'incident.edit');
  const { url } = input;
  const label = input.label || labelOf(url);
  return db().$transaction(async (tx) => {
    const { id: incidentId } = await lockIncident(tx, ctx, input.number);
    if ((await tx.incidentLink.count({ where: { incidentId } })) >= MAX_LINKS)
      throw conflict(`It has ${MAX_LINKS} links. Remove one first.`);
    const id = randomUUID();
    const { count } = await tx.incidentLink.createMany({ data: [{ id, incidentId, url, label }], skipDuplicates: true });
    if (count === 0) throw conflict('This address is linked already.');
    const { at } = await recordEvent(tx, ctx, incidentId, { type: 'link_added', data: { link: id, url, label } });
    return { id, url, label, addedAt: at };
  });
}

/** An address as a line names it: host and path. */
function labelOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname === '/' ? '' : pathname}`.slice(0, 200);
}

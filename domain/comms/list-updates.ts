import { authorise } from '@/domain/access/authorise';
import { holds } from '@/domain/access/matrix';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db } from '@/lib/db';
import type { UpdateView } from './schema';
import { DELIVERY_FIELDS, updateView } from './update-view';

const MOST = 200;
const MOST_DELIVERIES = 200;

/** The updates of an incident, newest first, with who was reached. Whoever may not write any sees only those that were sent. */
export async function listUpdates(ctx: Context, input: { number: number }): Promise<{ items: UpdateView[]; nextCursor: null }> {
  authorise(ctx, 'update.read');
  const incident = await db().incident.findFirst({
    where: { number: input.number, ...visibleTo(ctx) },
    select: {
      updates: {
        where: holds(ctx.roles, 'update.draft') || ctx.actor.kind === 'system' ? {} : { state: 'sent' },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: MOST,
        include: { deliveries: { orderBy: { recipient: 'asc' }, take: MOST_DELIVERIES, select: DELIVERY_FIELDS } },
      },
    },
  });
  if (!incident) throw notFound(`Incident #${input.number}`);
  return { items: incident.updates.map(({ deliveries, ...row }) => updateView(row, deliveries)), nextCursor: null };
}

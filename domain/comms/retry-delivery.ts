import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import type { OnDelivery } from '@/domain/deliveries/schema';
import { conflict, notFound } from '@/domain/errors';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db } from '@/lib/db';
import { notify } from '@/lib/notify';

/** Tries again now what waits for its next try or was given up; the time until it is given up begins anew. Throws conflict otherwise. */
export async function retryDelivery(ctx: Context, { id }: z.output<typeof OnDelivery>): Promise<{ id: string }> {
  authorise(ctx, 'update.send');
  return db().$transaction(async (tx) => {
    const seen = await tx.delivery.findFirst({ where: { id, incident: visibleTo(ctx) }, select: { state: true, recipient: true } });
    if (!seen) throw notFound('This delivery');
    const now = new Date();
    const { count } = await tx.delivery.updateMany({
      where: { id, OR: [{ state: 'failed' }, { state: 'queued', nextAttemptAt: { gt: now }, attempts: { gt: 0 } }] },
      data: { state: 'queued', nextAttemptAt: now, retriedAt: now, endedAt: null },
    });
    if (count === 0) throw conflict(seen.state === 'delivered' ? 'It was delivered already.' : 'It is being sent already.');
    await notify(tx, { topic: 'delivery' });
    await recordAudit(tx, ctx, { action: 'delivery_retried', subjectType: 'delivery', subjectId: id, data: { recipient: seen.recipient } });
    return { id };
  });
}

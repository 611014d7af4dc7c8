import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { lockIncident } from '@/domain/incidents/change-incident';
import { recordEvent } from '@/domain/incidents/record-event';
import { db } from '@/lib/db';
import { promiseView } from './promise-view';
import { promiseFacts } from './promises/keep-promises';
import type { PromiseView, WithdrawPromise } from './schema';

/** Takes an open promise back, with the reason in the record. */
export async function withdrawPromise(ctx: Context, input: z.output<typeof WithdrawPromise>): Promise<PromiseView> {
  authorise(ctx, 'update.send');
  return db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, input.number);
    const promise = await tx.updatePromise.findFirst({ where: { id: input.promise, incidentId: incident.id } });
    if (!promise) throw notFound('This promise');
    const { count } = await tx.updatePromise.updateMany({
      where: { id: promise.id, state: 'open' },
      data: { state: 'withdrawn', endedAt: new Date() },
    });
    if (count === 0) throw conflict(`It is ${promise.state} already.`);
    await recordEvent(tx, ctx, incident.id, { type: 'promise_withdrawn', data: { ...promiseFacts(promise), reason: input.reason } });
    return promiseView(await tx.updatePromise.findUniqueOrThrow({ where: { id: promise.id } }));
  });
}

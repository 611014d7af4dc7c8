import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db } from '@/lib/db';
import { promiseView } from './promise-view';
import type { PromiseLedger } from './schema';

const MOST = 200;

/** What was promised in an incident: the open ones first, the next due at the top, then what became of the others, newest first. */
export async function listPromises(ctx: Context, input: { number: number }): Promise<PromiseLedger> {
  authorise(ctx, 'update.read');
  const incident = await db().incident.findFirst({
    where: { number: input.number, ...visibleTo(ctx) },
    select: { promises: { orderBy: { madeAt: 'desc' }, take: MOST } },
  });
  if (!incident) throw notFound(`Incident #${input.number}`);
  const all = incident.promises.map(promiseView);
  const open = all.filter(({ state }) => state === 'open').toSorted((a, b) => a.dueAt.localeCompare(b.dueAt));
  const count = (state: string) => all.filter((promise) => promise.state === state).length;
  return {
    items: [...open, ...all.filter(({ state }) => state !== 'open')],
    nextCursor: null,
    kept: count('kept'),
    broken: count('broken'),
  };
}

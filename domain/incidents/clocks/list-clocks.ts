import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { visibleTo } from '../visible-to';
import { clockView } from './clock-view';
import { clocksNow } from './clocks-now';
import { byUrgency } from './rules';
import type { ClockBoard } from './schema';

/** The clocks of an incident, the most urgent first; of an ended one what they came to. */
export async function listClocks(ctx: Context, { number }: { number: number }): Promise<ClockBoard> {
  authorise(ctx, 'incident.read');
  const incident = await db().incident.findFirst({
    where: { number, ...visibleTo(ctx) },
    select: { id: true, declaredAt: true, severity: true },
  });
  if (!incident) throw notFound(`Incident #${number}`);
  const { clocks, now } = await clocksNow(db(), incident);
  return { now: now.toISOString(), clocks: clocks.map(clockView).toSorted(byUrgency) };
}

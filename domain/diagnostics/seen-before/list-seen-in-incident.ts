import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db } from '@/lib/db';
import { earlierIncidents } from './earlier-incidents';
import type { SeenInIncident } from './schema';

/** Of an incident's failed runs so many are looked at, each way of failing once. */
const MOST_WAYS = 20;

/** Which failures of an incident were seen in earlier ones, and what fixed those. Throws not_found. */
export async function listSeenInIncident(ctx: Context, { number }: { number: number }): Promise<SeenInIncident[]> {
  authorise(ctx, 'incident.read');
  const incident = await db().incident.findFirst({ where: { number, ...visibleTo(ctx) }, select: { id: true } });
  if (!incident) throw notFound(`Incident #${number}`);
  const runs = await db().run.findMany({
    where: { incidentId: incident.id, fingerprint: { not: null } },
    orderBy: { queuedAt: 'desc' },
    distinct: ['fingerprint'],
    take: MOST_WAYS,
    select: { id: true, blockTitle: true, runbook: true, blockId: true, reason: true, fingerprint: true, queuedAt: true },
  });
  const found = await Promise.all(
    runs.map(async ({ id, blockTitle: title, runbook, blockId: block, reason, fingerprint, queuedAt }) => ({
      run: { id, title, runbook, block, reason },
      seen: await earlierIncidents(ctx, { fingerprint: fingerprint ?? '', before: queuedAt, apartFrom: incident.id }),
    })),
  );
  return found.filter(({ seen }) => seen.length > 0);
}

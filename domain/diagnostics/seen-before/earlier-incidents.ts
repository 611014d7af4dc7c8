import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db } from '@/lib/db';
import { type Fix, MOST_INCIDENTS, type SeenBefore } from './schema';

/** Runs that are looked through for three incidents: one incident may hold many alike. */
const LOOKED_AT = 100;

type Asked = { fingerprint: string; before: Date; apartFrom: string | null };

/** The incidents that the caller may know of in which an earlier run has the same fingerprint; duplicates of the same one are left out. */
export async function earlierIncidents(ctx: Context, { fingerprint, before, apartFrom }: Asked): Promise<SeenBefore[]> {
  authorise(ctx, 'incident.read');
  const runs = await db().run.findMany({
    where: {
      ...{ fingerprint, queuedAt: { lt: before }, incidentId: { not: null, ...(apartFrom ? { notIn: [apartFrom] } : {}) } },
      incident: { AND: [visibleTo(ctx), { status: { not: 'cancelled' }, mergedIntoId: null }] },
    },
    orderBy: { queuedAt: 'desc' },
    take: LOOKED_AT,
    select: { id: true, blockTitle: true, reason: true, queuedAt: true, incidentId: true, incident: true },
  });
  const newest = new Map(runs.toReversed().map((run) => [run.incidentId, run]));
  const shown = [...newest.values()].sort((a, b) => b.queuedAt.getTime() - a.queuedAt.getTime()).slice(0, MOST_INCIDENTS);
  return Promise.all(
    shown.flatMap(({ incident, ...run }) =>
      incident
        ? [
            fixOf(incident.id).then((fix) => ({
              incident: {
                ...{ number: incident.number, title: incident.title, severity: incident.severity, status: incident.status },
                declaredAt: incident.declaredAt.toISOString(),
                ...{ rootCause: incident.rootCause, resolution: incident.resolution },
              },
              run: { id: run.id, title: run.blockTitle, reason: run.reason, at: run.queuedAt.toISOString() },
              fix,
            })),
          ]
        : [],
    ),
  );
}

/** The last change of an incident that a diagnostic proved. */
async function fixOf(incidentId: string): Promise<Fix | null> {
  const proved = { follows: 'verify', verdict: 'ok' } as const;
  const run = await db().run.findFirst({
    where: { incidentId, effect: { not: 'read' }, state: 'passed', followers: { some: proved } },
    orderBy: { queuedAt: 'desc' },
    include: { followers: { where: proved, orderBy: { queuedAt: 'desc' }, take: 1, select: { blockTitle: true } } },
  });
  if (!run) return null;
  return {
    ...{
      run: run.id,
      title: run.blockTitle,
      runbook: run.runbook,
      block: run.blockId,
      effect: run.effect,
      requestedBy: run.requestedByName,
    },
    endedAt: (run.endedAt ?? run.queuedAt).toISOString(),
    verifiedBy: run.followers[0]?.blockTitle ?? '',
  };
}

import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { getRun } from '../get-run';
import type { OnRun } from '../schema';
import { earlierIncidents } from './earlier-incidents';
import type { SeenBefore } from './schema';

/** Earlier incidents in which a run failed in the same way as this one, and what fixed them. None for one that did not fail. Throws not_found. */
export async function listSeenBefore(ctx: Context, { id }: z.output<typeof OnRun>): Promise<SeenBefore[]> {
  authorise(ctx, 'run.read');
  await getRun(ctx, id);
  const run = await db().run.findUnique({ where: { id }, select: { fingerprint: true, queuedAt: true, incidentId: true } });
  if (!run?.fingerprint) return [];
  return earlierIncidents(ctx, { fingerprint: run.fingerprint, before: run.queuedAt, apartFrom: run.incidentId });
}

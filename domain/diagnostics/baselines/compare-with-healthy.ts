import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { db } from '@/lib/db';
import { getRun } from '../get-run';
import { hasEnded, type OnRun } from '../schema';
import { compareResults, isSame } from './compare-results';
import type { Comparison } from './schema';

const RESULT = { data: true, outputHead: true } as const;

/**
 * A run's result beside the last healthy one: of the same block, target and inputs, ok, and outside of any incident. Null when there is none,
 * or the run has no result yet. Throws not_found.
 */
export async function compareWithHealthy(ctx: Context, { id }: z.output<typeof OnRun>): Promise<Comparison | null> {
  authorise(ctx, 'run.read');
  const run = await getRun(ctx, id);
  if (!hasEnded(run.state) || run.effect !== 'read') return null;
  const healthy = await db().run.findFirst({
    where: {
      ...{ runbook: run.runbook, blockId: run.block, target: run.target, inputs: { equals: run.inputs } },
      ...{ verdict: 'ok', incidentId: null, id: { not: id }, queuedAt: { lt: new Date(run.queuedAt) } },
    },
    orderBy: { queuedAt: 'desc' },
    select: { id: true, queuedAt: true, endedAt: true, requestedByName: true, contentHash: true, kind: true, ...RESULT },
  });
  const now = await db().run.findUnique({ where: { id }, select: RESULT });
  if (!healthy || !now) return null;
  const [before, after] = [healthy, now].map(({ data, outputHead }) => ({
    kind: run.kind,
    data: data as Record<string, unknown> | null,
    output: outputHead,
  })) as [Parameters<typeof compareResults>[0], Parameters<typeof compareResults>[0]];
  const difference = compareResults(before, after);
  return {
    healthy: {
      run: healthy.id,
      at: (healthy.endedAt ?? healthy.queuedAt).toISOString(),
      requestedBy: healthy.requestedByName,
      sameBlock: healthy.contentHash === run.contentHash,
    },
    isSame: isSame(difference),
    difference,
  };
}

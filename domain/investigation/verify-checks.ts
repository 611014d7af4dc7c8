import type { db, Tx } from '@/lib/db';
import { type Check, CONFIRMED_BY } from './rules';

type Reader = Tx | ReturnType<typeof db>;

/** What has a say in whether the fix is verified: the newest verification of each block, and the newest run of each diagnostic that confirmed a cause. */
export async function verifyChecks(tx: Reader, incidentId: string): Promise<Check[]> {
  const facts = { id: true, state: true, verdict: true, runbook: true, blockId: true, blockTitle: true } as const;
  const verified = await tx.run.findMany({
    where: { incidentId, follows: 'verify' },
    orderBy: { queuedAt: 'desc' },
    distinct: ['runbook', 'blockId'],
    select: { runbook: true, blockId: true },
  });
  const causes = await tx.hypothesis.findMany({
    where: { incidentId, state: 'confirmed', blockId: { not: null } },
    select: { runbook: true, blockId: true, confirmedBy: true },
  });
  const asked = [
    ...verified.map(({ runbook, blockId }) => ({ runbook, blockId, kind: 'verify' as const, holds: CONFIRMED_BY })),
    ...causes.flatMap(({ runbook, blockId, confirmedBy }) =>
      runbook && blockId ? [{ runbook, blockId, kind: 'cause' as const, holds: confirmedBy ?? CONFIRMED_BY }] : [],
    ),
  ];
  const runs = asked.length
    ? await tx.run.findMany({
        where: { incidentId, OR: asked.map(({ runbook, blockId }) => ({ runbook, blockId })) },
        orderBy: { queuedAt: 'desc' },
        distinct: ['runbook', 'blockId'],
        select: facts,
      })
    : [];
  return asked.map(({ runbook, blockId, kind, holds }) => {
    const run = runs.find((one) => one.runbook === runbook && one.blockId === blockId) ?? null;
    return { title: run?.blockTitle ?? blockId, kind, holds, run: run && { id: run.id, state: run.state, verdict: run.verdict } };
  });
}

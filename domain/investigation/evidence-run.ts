import { invalid } from '@/domain/errors';
import type { Tx } from '@/lib/db';
import type { Hypothesis } from '@/prisma/generated/client';
import type { RunState, Verdict } from '@/prisma/generated/enums';

type Evidence = { id: string; state: RunState; verdict: Verdict | null; endedAt: Date | null };

/** A run that can speak of a hypothesis: of its incident and, where it names its test, of that block. Throws invalid. */
export async function evidenceRun(tx: Tx, { incidentId, runbook, blockId }: Hypothesis, run: string): Promise<Evidence> {
  const found = await tx.run.findFirst({
    where: { id: run, incidentId },
    select: { id: true, state: true, verdict: true, endedAt: true, runbook: true, blockId: true, blockTitle: true },
  });
  if (!found) throw invalid('run', 'this incident has no such run; evidence is a run of the same incident');
  if (blockId && (found.runbook !== runbook || found.blockId !== blockId))
    throw invalid('run', `that run is of “${found.blockTitle}”, which does not test this hypothesis`);
  return found;
}

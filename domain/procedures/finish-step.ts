import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { findBlock } from '@/domain/runbooks/find-block';
import { loadTargets } from '@/domain/runbooks/load-targets';
import type { Tx } from '@/lib/db';
import type { ProcedureRun, ProcedureStep } from '@/prisma/generated/client';
import { changeStep, type Facts, type StepChange } from './change-step';
import { gateDecides, gateWaits } from './rules';
import type { FinishStep, ProcedureView } from './schema';

/**
 * Says that the step whose turn it is was done. A gated one is decided by the newest run of its diagnostic in this incident since
 * the procedure began: a verdict of fail fails it, and the procedure stays there. Refuses other steps, a gate without a verdict, and one that
 * failed the step already.
 */
export async function finishStep(ctx: Context, input: z.output<typeof FinishStep>): Promise<ProcedureView> {
  authorise(ctx, 'procedure.run');
  return changeStep(ctx, input, async (tx, procedure, step, facts) => {
    const evidence = input.evidence || null;
    if (!step.gate) return outcome('done', evidence, null, step, facts);
    const run = await newestGateRun(tx, procedure, step.gate);
    if (!run) throw conflict(await whatItWaitsFor(procedure.runbook, step.gate));
    const decision = gateDecides(run, run.blockTitle, step.state === 'failed' ? step.runId : null);
    if ('wait' in decision) throw conflict(decision.wait);
    return outcome(decision.passed ? 'done' : 'failed', evidence, run.id, step, facts);
  });
}

async function whatItWaitsFor(runbook: string, gate: string): Promise<string> {
  const [block, { targets }] = await Promise.all([findBlock(runbook, gate), loadTargets()]);
  return gateWaits(block, gate, block !== null && targets.has(block.target));
}

const newestGateRun = (tx: Tx, { incidentId, runbook, startedAt }: ProcedureRun, gate: string) =>
  tx.run.findFirst({
    where: { incidentId, runbook, blockId: gate, queuedAt: { gte: startedAt } },
    orderBy: { queuedAt: 'desc' },
    select: { id: true, state: true, verdict: true, blockTitle: true },
  });

function outcome(state: 'done' | 'failed', evidence: string | null, runId: string | null, step: ProcedureStep, facts: Facts): StepChange {
  return { state, evidence, runId, event: { type: `procedure_step_${state}`, data: { ...facts, step: step.title, evidence, run: runId } } };
}

import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { changeStep } from './change-step';
import type { ProcedureView, SkipStep } from './schema';

/** Goes past the step whose turn it is, with a reason that stays on the record. A gated or failed step may be skipped too. */
export async function skipStep(ctx: Context, input: z.output<typeof SkipStep>): Promise<ProcedureView> {
  authorise(ctx, 'procedure.run');
  return changeStep(ctx, input, async (_tx, _procedure, step, facts) => ({
    state: 'skipped',
    evidence: input.reason,
    runId: null,
    event: { type: 'procedure_step_skipped', data: { ...facts, step: step.title, reason: input.reason } },
  }));
}

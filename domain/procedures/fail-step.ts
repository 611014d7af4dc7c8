import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { invalid } from '@/domain/errors';
import { changeStep } from './change-step';
import type { FailStep, ProcedureView } from './schema';

/** Says that the step whose turn it is did not work, and what was seen; the procedure stays there. A gated step is decided by its diagnostic alone. */
export async function failStep(ctx: Context, input: z.output<typeof FailStep>): Promise<ProcedureView> {
  authorise(ctx, 'procedure.run');
  return changeStep(ctx, input, async (_tx, _procedure, step, facts) => {
    if (step.gate) throw invalid('step', 'is gated: its diagnostic decides whether it failed');
    const { evidence } = input;
    return {
      state: 'failed',
      evidence,
      runId: null,
      event: { type: 'procedure_step_failed', data: { ...facts, step: step.title, evidence, run: null } },
    };
  });
}

import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { invalid } from '@/domain/errors';
import { changeOneHypothesis } from './change-one-hypothesis';
import { evidenceRun } from './evidence-run';
import { CONFIRMED_BY, proposedOutcome } from './rules';
import type { DecideHypothesis } from './schema';

/**
 * Confirms or refutes an open hypothesis, with a run as evidence or with a reason. Refuses a run of another incident or another
 * block, one that has not ended, and to go against what the run says without a reason.
 */
export async function decideHypothesis(ctx: Context, input: z.output<typeof DecideHypothesis>): Promise<{ id: string }> {
  authorise(ctx, 'investigation.work');
  const { hypothesis, outcome, run } = input;
  const reason = input.reason || null;
  if (!run && !reason) throw invalid('reason', 'give the run that shows it, or say why');
  return changeOneHypothesis(ctx, {
    hypothesis,
    when: { state: 'open' },
    become: async (tx, before) => {
      const evidence = run ? await evidenceRun(tx, before, run) : null;
      if (evidence && !evidence.endedAt) throw invalid('run', 'that run has not ended yet; wait for what it comes to');
      if (evidence && !reason && proposedOutcome(before.confirmedBy ?? CONFIRMED_BY, evidence) !== outcome && before.blockId)
        throw invalid('reason', `the run came to ${evidence.verdict ?? 'no verdict'}, which does not say ${outcome}; say why`);
      const facts = { hypothesis, statement: before.statement, outcome, run: run ?? null, verdict: evidence?.verdict ?? null, reason };
      return {
        set: { state: outcome, runId: run ?? null, reason, decidedAt: new Date(), decidedByName: ctx.actor.name },
        event: { type: 'hypothesis_decided', data: facts },
      };
    },
    refusal: ({ state, decidedByName }) => `${decidedByName} has ${state} it already. Take it up again first.`,
  });
}

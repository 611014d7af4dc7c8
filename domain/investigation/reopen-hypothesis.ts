import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { changeOneHypothesis } from './change-one-hypothesis';
import type { ReopenHypothesis } from './schema';

/** Takes up a decided hypothesis again. Its evidence stays in the timeline. Refuses one that is open. */
export async function reopenHypothesis(ctx: Context, input: z.output<typeof ReopenHypothesis>): Promise<{ id: string }> {
  authorise(ctx, 'investigation.work');
  const { hypothesis } = input;
  return changeOneHypothesis(ctx, {
    hypothesis,
    when: { state: { not: 'open' } },
    become: async (_tx, { statement }) => ({
      set: { state: 'open', runId: null, reason: null, decidedAt: null, decidedByName: null },
      event: { type: 'hypothesis_reopened', data: { hypothesis, statement, reason: input.reason || null } },
    }),
    refusal: () => 'It is open.',
  });
}

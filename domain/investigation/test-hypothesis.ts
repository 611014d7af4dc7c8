import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { changeOneHypothesis } from './change-one-hypothesis';
import { evidenceRun } from './evidence-run';
import type { TestHypothesis } from './schema';

/** Says which run tests an open hypothesis; what it comes to is proposed, not decided. Refuses another incident's run, or another block's. */
export async function testHypothesis(ctx: Context, input: z.output<typeof TestHypothesis>): Promise<{ id: string }> {
  authorise(ctx, 'investigation.work');
  const { hypothesis, run } = input;
  return changeOneHypothesis(ctx, {
    hypothesis,
    when: { state: 'open', OR: [{ runId: null }, { runId: { not: run } }] },
    become: async (tx, before) => {
      await evidenceRun(tx, before, run);
      return { set: { runId: run }, event: { type: 'hypothesis_tested', data: { hypothesis, statement: before.statement, run } } };
    },
    refusal: ({ state }) => (state === 'open' ? 'That run tests it already.' : `It is ${state}; take it up again first.`),
  });
}

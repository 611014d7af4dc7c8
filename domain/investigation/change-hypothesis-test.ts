import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { changeOneHypothesis } from './change-one-hypothesis';
import { mustRead } from './must-read';
import { CONFIRMED_BY } from './rules';
import type { ChangeHypothesisTest } from './schema';

/**
 * Says which diagnostic tests an open hypothesis, or that none does; a run of the one before tests it no more. Refuses a diagnostic that
 * is not there or that changes something, and what is so already.
 */
export async function changeHypothesisTest(ctx: Context, input: z.output<typeof ChangeHypothesisTest>): Promise<{ id: string }> {
  authorise(ctx, 'investigation.work');
  const { hypothesis } = input;
  const runbook = input.runbook || null;
  const block = input.block || null;
  const confirmedBy = block ? (input.confirmedBy ?? CONFIRMED_BY) : null;
  if (runbook && block) await mustRead(runbook, block);
  return changeOneHypothesis(ctx, {
    hypothesis,
    when: { state: 'open' },
    become: async (_tx, before) => {
      const isSame = before.runbook === runbook && before.blockId === block;
      if (isSame && before.confirmedBy === confirmedBy) throw conflict('It is tested so already.');
      return {
        set: { runbook, blockId: block, confirmedBy, ...(isSame ? {} : { runId: null }) },
        event: { type: 'hypothesis_test_changed', data: { hypothesis, statement: before.statement, runbook, block, confirmedBy } },
      };
    },
    refusal: ({ state }) => `It is ${state}; take it up again first.`,
  });
}

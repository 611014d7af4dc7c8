import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { offeredBlock } from './offered-block';
import { asksForTyping } from './rules';
import type { RemediationView, RequestRun } from './schema';

/** What a change would do, with its parameters resolved, for the person to confirm. Changes nothing. */
export async function resolveRemediation(ctx: Context, input: RequestRun): Promise<RemediationView> {
  authorise(ctx, 'run.read');
  const { block, target, shown } = await offeredBlock(input);
  return {
    title: block.title,
    kind: block.kind,
    effect: block.effect,
    target: target.name,
    environment: target.environment,
    statement: block.body,
    parameters: Object.entries(shown).map(([name, value]) => ({ name, value })),
    preview: block.preview ?? null,
    undo: block.undo ?? null,
    verify: block.verify ?? null,
    approvalNeeded: block.effect === 'destructive',
    typedConfirmation: asksForTyping(block.effect, target.environment),
  };
}

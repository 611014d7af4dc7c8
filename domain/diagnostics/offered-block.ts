import { conflict, invalid, notFound } from '@/domain/errors';
import { loadRunbook } from '@/domain/runbooks/load-runbook';
import { loadTargets } from '@/domain/runbooks/load-targets';
import type { Block, Target } from '@/domain/runbooks/schema';
import { resolveInputs } from './inputs';
import type { InputValue, RequestRun } from './schema';

export type Offer = {
  block: Block;
  target: Target;
  values: Record<string, InputValue>;
  /** As they may be stored and shown. */
  shown: Record<string, InputValue>;
  secrets: Record<string, string>;
};

/**
 * Looks up what the browser or script asks to run. It names a block; what runs is what the file says, and only if that
 * is still what was shown: the hash is the block's, or the whole file's. Throws not_found, conflict (the file changed) or invalid (an input, the target).
 */
export async function offeredBlock(input: Pick<RequestRun, 'runbook' | 'block' | 'contentHash' | 'inputs'>): Promise<Offer> {
  const runbook = await loadRunbook(input.runbook);
  const block = runbook?.blocks.find(({ id }) => id === input.block);
  if (!runbook || !block) throw notFound(`Block ${input.block} of runbook ${input.runbook}`);
  if (input.contentHash !== block.contentHash && input.contentHash !== runbook.contentHash)
    throw conflict('The runbook changed since it was shown. Reload it, read it again, then run.');
  const { targets } = await loadTargets();
  const target = targets.get(block.target);
  if (!target)
    throw invalid('target', `the runbook names the target ${block.target}, which targets.yaml does not have. Add it there, then run.`);
  const { values, secrets: secretNames } = resolveInputs(block, input.inputs);
  const secrets: Record<string, string> = {};
  const shown: Record<string, InputValue> = {};
  for (const [name, value] of Object.entries(values)) {
    if (secretNames.has(name)) secrets[name] = String(value);
    shown[name] = secretNames.has(name) ? '[secret]' : value;
  }
  return { block, target, values, shown, secrets };
}

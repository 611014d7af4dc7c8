import { invalid } from '@/domain/errors';
import { loadTargets } from '@/domain/runbooks/load-targets';
import type { Environment } from '@/domain/runbooks/schema';
import { type Offer, offeredBlock } from '../offered-block';
import { needsWriting } from '../resolve-target';
import type { RequestRun } from '../schema';
import { notByItself, targetsReached } from './rules';

/** A block that may run by itself, with the environments of all that it reaches. */
export type OfferForSchedule = Offer & { environments: Environment[] };

/**
 * Looks up what is to run by itself as offeredBlock does. Throws not_found, conflict (the file changed) or invalid: an input, the
 * target, or a block that only a person runs.
 */
export async function offeredForSchedule(
  input: Pick<RequestRun, 'runbook' | 'block' | 'contentHash' | 'inputs'>,
): Promise<OfferForSchedule> {
  const [offer, { targets }] = await Promise.all([offeredBlock(input), loadTargets()]);
  const why = needsWriting(offer.block) ? 'it is given the writing credential, which only a person uses' : notByItself(offer.block);
  if (why) throw invalid('block', why);
  // What is not in the inventory is taken for the gravest.
  const environments = targetsReached(offer.block).map((name) => targets.get(name)?.environment ?? 'production');
  return { ...offer, environments };
}

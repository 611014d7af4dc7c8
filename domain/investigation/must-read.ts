import { invalid } from '@/domain/errors';
import { findBlock } from '@/domain/runbooks/find-block';

/** Throws invalid unless the runbook has this block and it only reads: what tests a hypothesis changes nothing. */
export async function mustRead(runbook: string, block: string): Promise<void> {
  const found = await findBlock(runbook, block);
  if (!found) throw invalid('block', `the runbook ${runbook} has no block ${block}`);
  if (found.effect !== 'read') throw invalid('block', `${found.title} changes something; a hypothesis is tested by a diagnostic`);
}

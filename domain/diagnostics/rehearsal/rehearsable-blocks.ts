import { loadTargets } from '@/domain/runbooks/load-targets';
import type { Block } from '@/domain/runbooks/schema';
import { allRunbooks } from '@/domain/runbooks/shelf';
import { needsWriting } from '../resolve-target';
import { isRehearsable } from './rules';

/** Every block that can be rehearsed as the files are now, those of left-out targets apart. */
export async function rehearsableBlocks(exceptTargets: readonly string[]): Promise<{ runbook: string; block: Block }[]> {
  const [runbooks, { targets }] = await Promise.all([allRunbooks(), loadTargets()]);
  const environments = new Map([...targets.values()].map(({ name, environment }) => [name, environment]));
  const except = new Set(exceptTargets);
  return [...runbooks.values()].flatMap(({ runbook }) =>
    runbook.blocks
      .filter((block) => isRehearsable(block, environments, except) && !needsWriting(block))
      .map((block) => ({ runbook: runbook.slug, block })),
  );
}

import { loadTargets } from '@/domain/runbooks/load-targets';
import type { Block } from '@/domain/runbooks/schema';
import { allRunbooks } from '@/domain/runbooks/shelf';
import { needsWriting } from '../resolve-target';
import { isRehearsable, notRehearsed } from './rules';

/** Every block that can be rehearsed as the files are now, those of left-out targets apart. */
export async function rehearsableBlocks(exceptTargets: readonly string[]): Promise<{ runbook: string; block: Block }[]> {
  const { runbooks, environments } = await asTheFilesAre();
  const except = new Set(exceptTargets);
  return [...runbooks.values()].flatMap(({ runbook }) =>
    runbook.blocks
      .filter((block) => isRehearsable(block, environments, except) && !needsWriting(block))
      .map((block) => ({ runbook: runbook.slug, block })),
  );
}

/** How many diagnostics are not rehearsed, and why. */
export async function leftOutBlocks(exceptTargets: readonly string[]): Promise<{ why: string; blocks: number }[]> {
  const { runbooks, environments } = await asTheFilesAre();
  const except = new Set(exceptTargets);
  const counts = new Map<string, number>();
  for (const { runbook } of runbooks.values())
    for (const block of runbook.blocks.filter(({ component }) => component === 'diagnostic')) {
      const why = notRehearsed(block, environments, except) ?? (needsWriting(block) ? 'it needs the credential that may write' : undefined);
      if (why) counts.set(why, (counts.get(why) ?? 0) + 1);
    }
  return [...counts].map(([why, blocks]) => ({ why, blocks })).sort((one, other) => other.blocks - one.blocks);
}

async function asTheFilesAre() {
  const [runbooks, { targets }] = await Promise.all([allRunbooks(), loadTargets()]);
  return { runbooks, environments: new Map([...targets.values()].map(({ name, environment }) => [name, environment])) };
}

import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { findBlock } from '@/domain/runbooks/find-block';
import { loadTargets } from '@/domain/runbooks/load-targets';
import { db } from '@/lib/db';
import { visibleItems } from './action-item-view';
import type { ActionItemView, ProofView } from './schema';

/** The diagnostic that proves an item as its runbook now has it, and the newest run since that would do. Null where none is named. */
export async function getProof(ctx: Context, { proof, createdAt }: ActionItemView): Promise<ProofView | null> {
  authorise(ctx, 'action_item.read');
  if (!proof) return null;
  const [block, { targets }, newest] = await Promise.all([
    findBlock(proof.runbook, proof.block),
    loadTargets(),
    db().run.findFirst({
      where: {
        runbook: proof.runbook,
        blockId: proof.block,
        state: 'passed',
        verdict: 'ok',
        queuedAt: { gte: new Date(createdAt) },
        ...visibleItems(ctx),
      },
      orderBy: { queuedAt: 'desc' },
      select: { id: true, endedAt: true, queuedAt: true },
    }),
  ]);
  const asked = block?.inputs.filter(({ required, type, default: usual }) => required && type !== 'bool' && usual === undefined) ?? [];
  return {
    ...proof,
    title: block?.title ?? proof.block,
    target: block?.target ?? null,
    environment: (block && targets.get(block.target)?.environment) ?? null,
    contentHash: block?.contentHash ?? null,
    asks: [...asked.map(({ label }) => label), ...(block?.needs ?? [])],
    okRun: newest && { id: newest.id, at: (newest.endedAt ?? newest.queuedAt).toISOString() },
  };
}

import type { Context } from '@/domain/context';
import { oneRunbook } from '@/domain/runbooks/shelf';
import type { Tx } from '@/lib/db';

type OfBlock = { runbook: string; block: string };
/** A block that lost its mark; by the run that proves that it works, where one does. */
export type Cleared = OfBlock & { title: string; run: string | null; isGone: boolean };

/** How the blocks of a runbook stand: which are marked, since now or before, and which lost their mark now. */
export type Standing = {
  runbook: string;
  owner: string;
  stopped: { block: string; title: string; reason: string; isNew: boolean }[];
  cleared: Cleared[];
};
/** Gives the owner something to do about it, or takes it back, in the same transaction. Other features know how; the engine hands it in. */
export type FollowUp = (tx: Tx, ctx: Context, standing: Standing) => Promise<void>;

/** Tells how each runbook stands whose marks were just made or cleared in this transaction. */
export async function tellStanding(
  tx: Tx,
  ctx: Context,
  { made, cleared }: { made: OfBlock[]; cleared: Cleared[] },
  followUp: FollowUp,
): Promise<void> {
  const moved = new Set([...made, ...cleared].map(({ runbook }) => runbook));
  if (moved.size === 0) return;
  // Two that move marks at once would each not see what the other did.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(7270736905)::text`;
  const marks = await tx.staleBlock.findMany({ where: { runbook: { in: [...moved] }, clearedAt: null }, orderBy: { since: 'asc' } });
  const isNew = (mark: OfBlock) => made.some(({ runbook, block }) => runbook === mark.runbook && block === mark.block);
  for (const runbook of moved)
    await followUp(tx, ctx, {
      runbook,
      owner: (await oneRunbook(runbook))?.runbook.owner ?? '',
      stopped: marks
        .filter((mark) => mark.runbook === runbook)
        .map(({ blockId: block, blockTitle: title, reason }) => ({ block, title, reason, isNew: isNew({ runbook, block }) })),
      cleared: cleared.filter((one) => one.runbook === runbook),
    });
}

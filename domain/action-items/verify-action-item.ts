import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { invalid } from '@/domain/errors';
import type { Tx } from '@/lib/db';
import type { ActionItem } from '@/prisma/generated/client';
import { visibleItems } from './action-item-view';
import { changeOneItem } from './change-one-item';
import type { ActionItemView, VerifyActionItem } from './schema';

/**
 * Says that what was to be done works. Where a diagnostic is named, a run of it that ended ok after the item was agreed proves it,
 * and only that; one that is still open is done by it too. Without one, somebody says so of an item that is done.
 */
export async function verifyActionItem(ctx: Context, { item, run }: z.output<typeof VerifyActionItem>): Promise<ActionItemView> {
  authorise(ctx, 'action_item.verify');
  const now = new Date();
  const by = ctx.actor.name;
  return changeOneItem(ctx, {
    item,
    when: { OR: [{ state: 'done' }, { state: 'open', verifyBlockId: { not: null } }] },
    set: async (tx, before) => ({
      ...(before.state === 'open' ? { doneAt: now, doneByName: by } : {}),
      state: 'verified',
      verifiedAt: now,
      verifiedByName: by,
      verifyingRunId: await proof(tx, ctx, before, run),
    }),
    action: 'action_item_verified',
    event: ({ title }) => ({ type: 'action_item_verified', data: { item, title, run: run ?? null } }),
    refusal: ({ state, verifiedByName }) =>
      state === 'verified' ? `It is verified already, by ${verifiedByName}.` : 'It is still open; say first that it is done.',
  });
}

/** The run that proves it. Throws invalid for one that does not. */
async function proof(
  tx: Tx,
  ctx: Context,
  { verifyRunbook, verifyBlockId, createdAt }: ActionItem,
  run: string | undefined,
): Promise<string | null> {
  if (!verifyBlockId) {
    if (run) throw invalid('run', 'this item names no diagnostic that a run could be of');
    return null;
  }
  if (!run) throw invalid('run', `run ${verifyRunbook}#${verifyBlockId} first; its run verifies this item`);
  const found = await tx.run.findFirst({
    where: { id: run, ...visibleItems(ctx) },
    select: { runbook: true, blockId: true, blockTitle: true, state: true, verdict: true, queuedAt: true },
  });
  if (!found) throw invalid('run', 'there is no such run');
  if (found.runbook !== verifyRunbook || found.blockId !== verifyBlockId)
    throw invalid('run', `that run is of “${found.blockTitle}”, which does not verify this item`);
  if (found.queuedAt < createdAt) throw invalid('run', 'that run is older than the item; run it again');
  if (found.state !== 'passed' || found.verdict !== 'ok') throw invalid('run', `that run is ${found.verdict ?? found.state}, not ok`);
  return run;
}

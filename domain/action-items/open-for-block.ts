import { randomUUID } from 'node:crypto';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import type { Tx } from '@/lib/db';
import { dueAfter } from './rules';

const SEVERITY = 'P2';

type Stopped = {
  runbook: string;
  block: string;
  blockTitle: string;
  /** The runbook's owner as its file names it: a team or a person. */
  owner: string | null;
  /** What was seen, in a sentence. */
  reason: string;
};

/**
 * Opens an item about a block that stopped working, in the caller's transaction; it is verified by that block itself. One that is
 * open already stays as it is. The owner is the user of that name or e-mail, else only a name.
 */
export async function openForBlock(tx: Tx, ctx: Context, { runbook, block, blockTitle, owner, reason }: Stopped): Promise<void> {
  const policy = await tx.reviewPolicy.findUnique({ where: { severity: SEVERITY }, select: { actionItemDays: true } });
  const user = owner
    ? await tx.user.findFirst({
        where: {
          disabledAt: null,
          OR: [{ email: { equals: owner, mode: 'insensitive' } }, { name: { equals: owner, mode: 'insensitive' } }],
        },
        select: { id: true, name: true },
      })
    : null;
  const { count } = await tx.actionItem.createMany({
    data: [
      {
        id: randomUUID(),
        title: `“${blockTitle}” stopped working`.slice(0, 300),
        detail: reason.slice(0, 10_000),
        kind: 'runbook',
        source: 'runbook',
        severity: SEVERITY,
        runbook,
        blockId: block,
        verifyRunbook: runbook,
        verifyBlockId: block,
        dueAt: dueAfter(policy?.actionItemDays ?? null, new Date()),
        ownerId: user?.id ?? null,
        ownerName: user?.name ?? owner,
        createdByName: ctx.actor.name,
      },
    ],
    skipDuplicates: true,
  });
  if (count)
    await recordAudit(tx, ctx, { action: 'action_item_added', subjectType: 'runbook', subjectId: runbook, data: { block, reason } });
}

import { randomUUID } from 'node:crypto';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import type { Prisma, Tx } from '@/lib/db';
import type { ActionItem } from '@/prisma/generated/client';
import { detailOfStopped, dueAfter, linesOfChange, proofOfStopped, titleOfStopped, withLines } from './rules';

const SEVERITY = 'P2';

/** How the blocks of a runbook stand: `stopped` do not work any more, `cleared` work again or are gone since now. */
type Standing = {
  runbook: string;
  /** The runbook's owner as its file names it: a team or a person. */
  owner: string;
  stopped: { block: string; title: string; reason: string; isNew: boolean }[];
  cleared: { block: string; title: string; run: string | null; isGone: boolean }[];
};

/**
 * Keeps the one open item about what stopped working in a runbook true, in the caller's transaction: opens it, names the blocks, and closes it
 * when each of them works again or is gone. What a person has changed keeps their words and stays open: it gets a line for what happened.
 * A block that has an open item of its own is left to that.
 */
export async function keepRunbookItem(tx: Tx, ctx: Context, standing: Standing): Promise<void> {
  const open = await tx.actionItem.findMany({ where: { source: 'runbook', state: 'open', runbook: standing.runbook } });
  const apart = new Set(open.map(({ blockId }) => blockId));
  const own: Standing = { ...standing, stopped: standing.stopped.filter(({ block }) => !apart.has(block)) };
  const item = open.find(({ blockId }) => blockId === null);
  const kept = item ? await changeItem(tx, ctx, item, own) : await openItem(tx, ctx, own);
  // A person was faster: what they wrote is looked at anew.
  if (!kept) await keepRunbookItem(tx, ctx, standing);
}

/** Whether it is there now, or there is nothing to open; false when somebody else opened one meanwhile. */
async function openItem(tx: Tx, ctx: Context, { runbook, owner, stopped }: Standing): Promise<boolean> {
  if (!stopped.some(({ isNew }) => isNew)) return true;
  const policy = await tx.reviewPolicy.findUnique({ where: { severity: SEVERITY }, select: { actionItemDays: true } });
  const [made] = await tx.actionItem.createManyAndReturn({
    data: [
      {
        id: randomUUID(),
        ...wordsOf(runbook, stopped),
        kind: 'runbook',
        source: 'runbook',
        severity: SEVERITY,
        runbook,
        dueAt: dueAfter(policy?.actionItemDays ?? null, new Date()),
        ...(await ownerOf(tx, owner)),
        createdByName: ctx.actor.name,
      },
    ],
    skipDuplicates: true,
  });
  if (!made) return false;
  await record(tx, ctx, 'action_item_added', made, { title: made.title, runbook });
  return true;
}

/** The user of that name or e-mail, else only a name. */
async function ownerOf(tx: Tx, owner: string): Promise<{ ownerId: string | null; ownerName: string | null }> {
  if (!owner) return { ownerId: null, ownerName: null };
  const is = { equals: owner, mode: 'insensitive' } as const;
  const user = await tx.user.findFirst({
    where: { disabledAt: null, OR: [{ email: is }, { name: is }] },
    select: { id: true, name: true },
  });
  return { ownerId: user?.id ?? null, ownerName: user?.name ?? owner };
}

const wordsOf = (runbook: string, stopped: Standing['stopped']) => {
  const block = proofOfStopped(stopped);
  return { title: titleOfStopped(stopped), detail: detailOfStopped(stopped), verifyRunbook: block && runbook, verifyBlockId: block };
};

/** False when somebody else changed it meanwhile. */
async function changeItem(tx: Tx, ctx: Context, item: ActionItem, standing: Standing): Promise<boolean> {
  const { runbook, stopped } = standing;
  const lines = linesOfChange(standing, item, new Date());
  if (lines.length === 0) return true;
  if (await isOfAPerson(tx, item))
    return change(tx, ctx, item, 'action_item_noted', { detail: withLines(item.detail, lines) }, { title: item.title, lines });
  if (stopped.length === 0) return close(tx, ctx, item, standing.cleared, lines);
  const words = wordsOf(runbook, stopped);
  return change(tx, ctx, item, 'action_item_changed', words, { title: words.title });
}

/** Whether a person made it, or changed it since; who owns it by the runbook's file has not. */
async function isOfAPerson(tx: Tx, { number, createdById }: ActionItem): Promise<boolean> {
  if (createdById) return true;
  const subject = { subjectType: 'action_item', subjectId: String(number) };
  return (await tx.auditEntry.count({ where: { ...subject, actorKind: { not: 'system' } } })) > 0;
}

/** Verified by the run that proves it; where none does, done, and a person says that it is well. */
function close(tx: Tx, ctx: Context, item: ActionItem, cleared: Standing['cleared'], lines: string[]): Promise<boolean> {
  const [doneAt, doneByName] = [new Date(), ctx.actor.name];
  const run = cleared.findLast((one) => one.run !== null)?.run ?? null;
  const isUnprovable = cleared.some(({ block, isGone }) => isGone && block === item.verifyBlockId);
  const proof = run
    ? { state: 'verified' as const, verifiedAt: doneAt, verifiedByName: doneByName, verifyingRunId: run }
    : { state: 'done' as const };
  const data = {
    ...proof,
    doneAt,
    doneByName,
    detail: withLines(item.detail, lines),
    ...(isUnprovable ? { verifyRunbook: null, verifyBlockId: null } : {}),
  };
  return change(tx, ctx, item, run ? 'action_item_verified' : 'action_item_done', data, { title: item.title, lines });
}

async function change(
  tx: Tx,
  ctx: Context,
  item: ActionItem,
  action: string,
  data: Prisma.ActionItemUncheckedUpdateManyInput,
  said: Record<string, unknown>,
): Promise<boolean> {
  const { count } = await tx.actionItem.updateMany({
    where: { id: item.id, state: 'open', revision: item.revision },
    data: { ...data, revision: { increment: 1 }, changedAt: new Date() },
  });
  if (count === 1) await record(tx, ctx, action, item, said);
  return count === 1;
}

const record = (tx: Tx, ctx: Context, action: string, { number }: { number: number }, data: Record<string, unknown>) =>
  recordAudit(tx, ctx, { action, subjectType: 'action_item', subjectId: String(number), data });

import { randomUUID } from 'node:crypto';
import { systemContext } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { databaseNow } from '@/domain/incidents/clocks/database-now';
import { loadRunbook } from '@/domain/runbooks/load-runbook';
import { loadTargets } from '@/domain/runbooks/load-targets';
import { db, type Tx } from '@/lib/db';
import { insertRun } from '../insert-run';
import { type Offer, offeredBlock } from '../offered-block';
import { needsWriting } from '../resolve-target';
import { nextTick } from '../schedules/next-tick';
import { isMissed } from '../schedules/rules';
import { beginRehearsal } from './begin-rehearsal';
import { finishRehearsal } from './finish-rehearsal';
import { isRehearsable } from './rules';
import { AT_ONCE, LONGEST_HOURS } from './schema';
import type { FollowUp } from './tell-standing';

const rehearser = systemContext('Rehearsal');

/** Begins the rehearsal when its time has come, and leads the one that is under way a little further. Engines share the work. */
export async function rehearse(followUp: FollowUp): Promise<void> {
  await beginWhenDue();
  const under = await db().rehearsal.findFirst({ where: { endedAt: null }, select: { id: true } });
  if (under) await goOn(under.id, followUp);
}

async function beginWhenDue(): Promise<void> {
  const setting = await db().rehearsalSetting.findUniqueOrThrow({ where: { id: 1 } });
  if (!setting.enabled) return;
  const now = await databaseNow(db());
  const pace = { everySeconds: null, dailyMinute: setting.minute, zone: setting.zone };
  const { version, nextAt } = setting;
  if (nextAt && nextAt > now) return;
  await db().$transaction(async (tx) => {
    const { count } = await tx.rehearsalSetting.updateMany({
      where: { id: 1, version, nextAt },
      data: { nextAt: nextTick(pace, now, now) },
    });
    if (count === 1 && nextAt && !isMissed(nextAt, pace, now)) await beginRehearsal(tx, rehearser, setting.exceptTargets);
  });
}

type Waiting = { runbook: string; block: string };

async function goOn(id: string, followUp: FollowUp): Promise<void> {
  const isOver = await db().$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ waiting: Waiting[]; late: boolean }[]>`
      SELECT waiting, "startedAt" < now() - make_interval(hours => ${LONGEST_HOURS}) AS late FROM rehearsal
      WHERE id = ${id}::uuid AND "endedAt" IS NULL FOR UPDATE SKIP LOCKED`;
    if (!row) return false;
    const under = await tx.run.count({ where: { rehearsalId: id, state: { in: ['queued', 'running'] } } });
    if (row.waiting.length === 0 || row.late) return under === 0 || row.late;
    const taken = row.waiting.slice(0, Math.max(0, AT_ONCE - under));
    if (taken.length === 0) return false;
    await tx.rehearsal.update({ where: { id }, data: { waiting: row.waiting.slice(taken.length) } });
    for (const one of taken) await queue(tx, id, one);
    return false;
  });
  if (isOver) await finishRehearsal(id, followUp);
}

async function queue(tx: Tx, rehearsalId: string, { runbook, block }: Waiting): Promise<void> {
  const offer = await offered({ runbook, block });
  if (!offer) return;
  await insertRun(tx, rehearser, {
    id: randomUUID(),
    input: { runbook, block, contentHash: offer.block.contentHash, inputs: {} },
    ...{ offer, incidentId: null, idempotencyKey: null, requestHash: null, approvedBy: null },
    due: { origin: 'rehearsal', rehearsalId, slot: `rehearsal ${rehearsalId} ${runbook}#${block}` },
  });
}

/** The block as it is now, looked at again: since the rehearsal began its file or the inventory may have become another. */
async function offered({ runbook, block: id }: Waiting): Promise<Offer | null> {
  const [known, { targets }] = await Promise.all([loadRunbook(runbook), loadTargets()]);
  const block = known?.blocks.find((one) => one.id === id);
  const environments = new Map([...targets.values()].map(({ name, environment }) => [name, environment]));
  if (!block || needsWriting(block) || !isRehearsable(block, environments, new Set())) return null;
  return offeredBlock({ runbook, block: id, contentHash: block.contentHash, inputs: {} }).catch((error: unknown) => {
    if (error instanceof DomainError) return null;
    throw error;
  });
}

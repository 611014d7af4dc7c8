import { randomUUID } from 'node:crypto';
import { holds } from '@/domain/access/matrix';
import { rolesNow } from '@/domain/access/roles-now';
import { recordAudit } from '@/domain/audit/record-audit';
import { type Context, systemContext } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { databaseNow } from '@/domain/incidents/clocks/database-now';
import { db } from '@/lib/db';
import type { Schedule } from '@/prisma/generated/client';
import { insertRun } from '../insert-run';
import type { InputValue } from '../schema';
import { stoppedMessage } from './change-message';
import { nextTick } from './next-tick';
import { type OfferForSchedule, offeredForSchedule } from './offered-for-schedule';
import { isMissed, permissionToSchedule } from './rules';
import { tellTeam } from './tell-team';

/** Started by one look; the rest follows at the next. */
const BATCH = 20;

/** Records a run for each schedule that is due, by the database's clock; engines share the work. Returns how many. */
export async function startDue(): Promise<number> {
  const now = await databaseNow(db());
  const due = await db().schedule.findMany({ where: { state: 'active', nextAt: { lte: now } }, orderBy: { nextAt: 'asc' }, take: BATCH });
  let started = 0;
  for (const schedule of due) if (await startOne(schedule, now)) started++;
  return started;
}

/** In whose name it runs, as runs and the record say it. */
const scheduler = ({ createdByName }: Schedule): Context => systemContext(`${createdByName} (schedule)`);

async function startOne(schedule: Schedule, now: Date): Promise<boolean> {
  const offer = await offered(schedule);
  if (typeof offer === 'string') return pauseBySystem(schedule, offer);
  const tick = schedule.nextAt ?? now;
  return db().$transaction(async (tx) => {
    const { count } = await tx.schedule.updateMany({
      where: { id: schedule.id, state: 'active', nextAt: tick },
      data: { nextAt: nextTick(schedule, tick, now) },
    });
    if (count === 0) return false;
    const under = await tx.run.count({ where: { scheduleId: schedule.id, state: { in: ['queued', 'running'] } } });
    if (under > 0 || isMissed(tick, schedule, now)) {
      await tx.schedule.update({ where: { id: schedule.id }, data: { skippedTicks: { increment: 1 } } });
      return false;
    }
    const { runbook, blockId, contentHash } = schedule;
    return insertRun(tx, scheduler(schedule), {
      id: randomUUID(),
      input: { runbook, block: blockId, contentHash, inputs: schedule.inputs as Record<string, InputValue> },
      ...{ offer, incidentId: null, idempotencyKey: null, requestHash: null, approvedBy: null },
      due: { origin: 'schedule', scheduleId: schedule.id, slot: `schedule ${schedule.id} ${tick.toISOString()}` },
    });
  });
}

/** What is to run, checked anew as if it were pressed; or why it may not run any more. */
async function offered(schedule: Schedule): Promise<OfferForSchedule | string> {
  const { runbook, blockId: block, contentHash, createdByKind, createdById, createdByName } = schedule;
  try {
    const offer = await offeredForSchedule({ runbook, block, contentHash, inputs: schedule.inputs as Record<string, InputValue> });
    const roles = await rolesNow({ kind: createdByKind, id: createdById });
    if (createdByKind !== 'system' && !holds(roles, permissionToSchedule(offer.environments)))
      return `${createdByName}, in whose name it runs, may not run this by itself any more. Whoever may can resume it in their own name.`;
    return offer;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'unavailable') throw error;
    return error.code === 'conflict' ? 'The block changed since it was scheduled. Read it as it is now, then resume.' : error.message;
  }
}

/** What runs by itself is not looked at: whoever wanted to hear of its results hears that none come any more. */
async function pauseBySystem(schedule: Schedule, reason: string): Promise<false> {
  const ctx = systemContext();
  const { id, nextAt, notice } = schedule;
  await db().$transaction(async (tx) => {
    const change = { state: 'paused', pauseReason: reason, nextAt: null, changedByName: ctx.actor.name, changedAt: new Date() } as const;
    const { count } = await tx.schedule.updateMany({ where: { id, state: 'active', nextAt }, data: change });
    if (count === 0) return;
    await recordAudit(tx, ctx, { action: 'schedule_paused', subjectType: 'schedule', subjectId: id, data: { reason } });
    if (notice) await tellTeam(tx, `${id} stopped ${nextAt?.toISOString()}`, stoppedMessage(schedule, reason));
  });
  return false;
}

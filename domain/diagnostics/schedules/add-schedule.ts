import { randomUUID } from 'node:crypto';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict, DomainError } from '@/domain/errors';
import { databaseNow } from '@/domain/incidents/clocks/database-now';
import { db, Prisma, type Tx } from '@/lib/db';
import { nextTick } from './next-tick';
import { offeredForSchedule } from './offered-for-schedule';
import { permissionToSchedule } from './rules';
import { scheduleView } from './schedule-view';
import { type AddSchedule, MOST_SCHEDULES, minuteOfClock, type ScheduleView } from './schema';

const COUNT_LOCK = 7_270_736_911n;

/**
 * From now on runs a diagnostic by itself: the first time at once when it goes by an interval. Refuses what changes something, takes a
 * secret or changed since it was shown, production without a commander, the same question twice, and more than a hundred schedules.
 */
export async function addSchedule(ctx: Context, input: AddSchedule): Promise<ScheduleView> {
  authorise(ctx, 'schedule.manage');
  const { block, target, shown, environments } = await offeredForSchedule(input);
  authorise(ctx, permissionToSchedule(environments));
  const pace = {
    everySeconds: input.everySeconds ?? null,
    dailyMinute: input.dailyAt === undefined ? null : minuteOfClock(input.dailyAt),
    zone: input.zone ?? null,
  };
  return db().$transaction(async (tx) => {
    await refuseTooMany(tx);
    const now = await databaseNow(tx);
    const nextAt = pace.everySeconds === null ? nextTick(pace, now, now) : now;
    const row = {
      ...{ id: randomUUID(), runbook: input.runbook, blockId: block.id, blockTitle: block.title, kind: block.kind },
      ...{ target: target.name, environment: environments.includes('production') ? 'production' : target.environment },
      ...{ contentHash: block.contentHash, inputs: shown, ...pace, notice: input.notice, keepDays: input.keepDays, nextAt },
      ...{ createdByKind: ctx.actor.kind, createdById: ctx.actor.id, createdByName: ctx.actor.name },
    };
    const made = await tx.schedule.create({ data: row }).catch((error: unknown) => {
      if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002')
        throw conflict('This runs by itself already, with the same inputs. End that schedule first, or change an input.');
      throw error;
    });
    const data = { runbook: row.runbook, block: row.blockId, target: row.target, inputs: shown, ...pace };
    await recordAudit(tx, ctx, { action: 'schedule_added', subjectType: 'schedule', subjectId: row.id, data });
    return scheduleView(made);
  });
}

/** One at a time, so that two who ask at once do not both get the last place. */
async function refuseTooMany(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${COUNT_LOCK})`;
  const going = await tx.schedule.count({ where: { state: { not: 'ended' } } });
  if (going >= MOST_SCHEDULES)
    throw new DomainError('conflict', `There are ${MOST_SCHEDULES} schedules already. End one that nobody looks at, then add this.`);
}

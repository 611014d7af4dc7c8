import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { db } from '@/lib/db';
import { oneSchedule } from './one-schedule';
import { scheduleView } from './schedule-view';
import type { OnSchedule, ScheduleView } from './schema';

/** Ends a schedule for good; its history stays as long as it is kept. Refuses one that has ended. */
export async function endSchedule(ctx: Context, { id }: z.output<typeof OnSchedule>): Promise<ScheduleView> {
  authorise(ctx, 'schedule.manage');
  await oneSchedule(id);
  return db().$transaction(async (tx) => {
    const change = { state: 'ended', nextAt: null, changedByName: ctx.actor.name, changedAt: new Date() } as const;
    const { count } = await tx.schedule.updateMany({ where: { id, state: { not: 'ended' } }, data: change });
    if (count === 0) throw conflict('It has ended already.');
    await recordAudit(tx, ctx, { action: 'schedule_ended', subjectType: 'schedule', subjectId: id });
    return scheduleView(await tx.schedule.findUniqueOrThrow({ where: { id } }));
  });
}

import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { db } from '@/lib/db';
import { oneSchedule } from './one-schedule';
import { scheduleView } from './schedule-view';
import type { PauseSchedule, ScheduleView } from './schema';

/** Stops a schedule until someone resumes it; whoever may add one may, on production too: to stop is never the graver. Refuses one that does not run. */
export async function pauseSchedule(ctx: Context, input: z.output<typeof PauseSchedule>): Promise<ScheduleView> {
  authorise(ctx, 'schedule.manage');
  await oneSchedule(input.id);
  return db().$transaction(async (tx) => {
    const change = {
      state: 'paused',
      pauseReason: input.reason,
      nextAt: null,
      changedByName: ctx.actor.name,
      changedAt: new Date(),
    } as const;
    const { count } = await tx.schedule.updateMany({ where: { id: input.id, state: 'active' }, data: change });
    if (count === 0) throw conflict('It does not run any more: someone paused or ended it. Reload to see who.');
    await recordAudit(tx, ctx, {
      action: 'schedule_paused',
      subjectType: 'schedule',
      subjectId: input.id,
      data: { reason: input.reason },
    });
    return scheduleView(await tx.schedule.findUniqueOrThrow({ where: { id: input.id } }));
  });
}

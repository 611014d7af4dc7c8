import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { databaseNow } from '@/domain/incidents/clocks/database-now';
import { db } from '@/lib/db';
import type { InputValue } from '../schema';
import { nextTick } from './next-tick';
import { offeredForSchedule } from './offered-for-schedule';
import { oneSchedule } from './one-schedule';
import { permissionToSchedule } from './rules';
import { scheduleView } from './schedule-view';
import type { ResumeSchedule, ScheduleView } from './schema';

/**
 * Lets a paused schedule go on in the name of whoever resumes it, with the block as it is now and was shown. Refuses one that is not
 * paused, a block that changed since it was shown or that only a person runs, and production without a commander.
 */
export async function resumeSchedule(ctx: Context, input: z.output<typeof ResumeSchedule>): Promise<ScheduleView> {
  authorise(ctx, 'schedule.manage');
  const row = await oneSchedule(input.id);
  const inputs = row.inputs as Record<string, InputValue>;
  const { block, target, environments } = await offeredForSchedule({ ...row, block: row.blockId, contentHash: input.contentHash, inputs });
  authorise(ctx, permissionToSchedule(environments));
  return db().$transaction(async (tx) => {
    const now = await databaseNow(tx);
    const { count } = await tx.schedule.updateMany({
      where: { id: input.id, state: 'paused' },
      data: {
        ...{ state: 'active', pauseReason: null, nextAt: row.everySeconds === null ? nextTick(row, now, now) : now },
        ...{ contentHash: block.contentHash, blockTitle: block.title, kind: block.kind, target: target.name },
        environment: environments.includes('production') ? 'production' : target.environment,
        ...{ createdByKind: ctx.actor.kind, createdById: ctx.actor.id, createdByName: ctx.actor.name },
        ...{ changedByName: ctx.actor.name, changedAt: now },
      },
    });
    if (count === 0) throw conflict('It is not paused. Reload to see how it stands.');
    await recordAudit(tx, ctx, {
      action: 'schedule_resumed',
      subjectType: 'schedule',
      subjectId: input.id,
      data: { contentHash: block.contentHash },
    });
    return scheduleView(await tx.schedule.findUniqueOrThrow({ where: { id: input.id } }));
  });
}

import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict } from '@/domain/errors';
import { databaseNow } from '@/domain/incidents/clocks/database-now';
import { db } from '@/lib/db';
import { nextTick } from '../schedules/next-tick';
import { minuteOfClock } from '../schedules/schema';
import type { ChangeRehearsal } from './schema';

/** Says when diagnostics are rehearsed and against what. Throws conflict when someone else did meanwhile. */
export async function changeRehearsal(ctx: Context, input: z.output<typeof ChangeRehearsal>): Promise<{ version: number }> {
  authorise(ctx, 'rehearsal.manage');
  const { version, enabled, at, zone, exceptTargets } = input;
  return db().$transaction(async (tx) => {
    const now = await databaseNow(tx);
    const pace = { everySeconds: null, dailyMinute: minuteOfClock(at), zone };
    const { count } = await tx.rehearsalSetting.updateMany({
      where: { id: 1, version },
      data: {
        ...{ enabled, minute: minuteOfClock(at), zone, exceptTargets: [...new Set(exceptTargets)], version: version + 1 },
        nextAt: enabled ? nextTick(pace, now, now) : null,
      },
    });
    if (count === 0) throw conflict('Someone changed the rehearsal meanwhile. Reload the page, and change what is there now.');
    const data = { enabled, at, zone, exceptTargets };
    await recordAudit(tx, ctx, { action: 'rehearsal_changed', subjectType: 'rehearsal_setting', subjectId: '1', data });
    return { version: version + 1 };
  });
}

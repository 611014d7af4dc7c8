import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { invalid } from '@/domain/errors';
import { databaseNow } from '@/domain/incidents/clocks/database-now';
import { changeUpdate } from './change-update';
import { fillDraft, requireComplete } from './fill-update';
import { requireLeave } from './leave-to-send';
import type { ScheduleUpdate, UpdateView } from './schema';

const DAYS_AHEAD = 14;
const DAY_MS = 86_400_000;

/**
 * Has a draft sent at a time to come, filled in as the incident is then. Refuses what could not be sent now; what is missing only by
 * then hands it back.
 */
export async function scheduleUpdate(ctx: Context, input: z.output<typeof ScheduleUpdate>): Promise<UpdateView> {
  authorise(ctx, 'update.send');
  const scheduledAt = new Date(input.at);
  return changeUpdate(ctx, input, {
    from: ['draft'],
    set: async (before, tx, incident) => {
      requireLeave(ctx, before);
      const now = await databaseNow(tx);
      if (scheduledAt <= now) throw invalid('at', 'must lie ahead');
      if (scheduledAt.getTime() > now.getTime() + DAYS_AHEAD * DAY_MS) throw invalid('at', `must be within ${DAYS_AHEAD} days`);
      requireComplete(await fillDraft(tx, incident, before), 'scheduled');
      return { state: 'scheduled', scheduledAt, scheduledByName: ctx.actor.name, returnReason: null, returnedByName: null };
    },
    events: (_before, facts) => [{ type: 'update_scheduled', data: { ...facts, scheduledAt: scheduledAt.toISOString() } }],
  });
}

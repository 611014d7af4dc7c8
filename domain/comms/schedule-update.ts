import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { DomainError, invalid } from '@/domain/errors';
import { databaseNow } from '@/domain/incidents/clocks/database-now';
import { changeUpdate, updateFacts } from './change-update';
import { fillUpdate, problemsOf } from './fill-update';
import { requireLeave } from './leave-to-send';
import type { ScheduleUpdate, UpdateView } from './schema';
import type { Values } from './variables/schema';

const DAYS_AHEAD = 14;
const DAY_MS = 86_400_000;

/**
 * Has a draft sent at a time to come, filled in as the incident is then. Refuses unknown variables now; one that is still missing
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
      const filled = await fillUpdate(tx, incident, { ...before, variables: before.variables as Values }, now);
      const problems = problemsOf({ ...filled, missing: [] });
      if (problems.length)
        throw new DomainError('invalid', problems.map(({ field, message }) => `${field} ${message}`).join('; '), problems);
      return { state: 'scheduled', scheduledAt, scheduledByName: ctx.actor.name, returnReason: null, returnedByName: null };
    },
    events: (_before, after) => [{ type: 'update_scheduled', data: { ...updateFacts(after), scheduledAt: scheduledAt.toISOString() } }],
  });
}

import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { findPeopleBehind } from '@/domain/access/find-people-behind';
import type { Context } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { changeUpdate } from './change-update';
import type { OnUpdate, UpdateView } from './schema';

/** Approves the words of another person, so that whoever wrote them may send them. Refuses one's own. */
export async function approveUpdate(ctx: Context, input: z.output<typeof OnUpdate>): Promise<UpdateView> {
  authorise(ctx, 'update.approve');
  return changeUpdate(ctx, input, {
    from: ['awaiting_approval'],
    set: async (before, tx) => {
      const [self, ...authors] = await findPeopleBehind(tx, [ctx.actor.id, before.createdById, before.changedById]);
      if (self && authors.includes(self))
        throw new DomainError('forbidden', 'These are your own words: another person approves them, or you send them as a commander.');
      return { state: 'draft', approvedById: ctx.actor.id, approvedByName: ctx.actor.name, approvedAt: new Date() };
    },
    events: (_before, facts) => [{ type: 'update_approved', data: facts }],
  });
}

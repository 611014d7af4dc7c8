import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { changeUpdate } from './change-update';
import type { ReturnUpdate, UpdateView } from './schema';
import { AS_DRAFT } from './write-content';

/** Hands an update that waits or is scheduled back to its author, with what has to change. */
export async function returnUpdate(ctx: Context, input: z.output<typeof ReturnUpdate>): Promise<UpdateView> {
  authorise(ctx, 'update.approve');
  return changeUpdate(ctx, input, {
    from: ['awaiting_approval', 'scheduled'],
    set: () => ({ ...AS_DRAFT, returnReason: input.reason, returnedByName: ctx.actor.name }),
    events: (_before, facts) => [{ type: 'update_returned', data: { ...facts, reason: input.reason } }],
  });
}

import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { changeUpdate } from './change-update';
import type { CancelUpdate, UpdateView } from './schema';

/** Ends an update that was not sent; it stays in the record. */
export async function cancelUpdate(ctx: Context, input: z.output<typeof CancelUpdate>): Promise<UpdateView> {
  authorise(ctx, 'update.draft');
  return changeUpdate(ctx, input, {
    from: ['draft', 'awaiting_approval', 'scheduled'],
    set: () => ({ state: 'cancelled' }),
    events: (_before, facts) => [{ type: 'update_cancelled', data: { ...facts, reason: input.reason?.trim() || null } }],
  });
}

import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { changeUpdate, updateFacts } from './change-update';
import type { OnUpdate, UpdateView } from './schema';

/** Asks someone else to approve a draft as it stands. */
export async function requestUpdateApproval(ctx: Context, input: z.output<typeof OnUpdate>): Promise<UpdateView> {
  authorise(ctx, 'update.draft');
  return changeUpdate(ctx, input, {
    from: ['draft'],
    set: () => ({ state: 'awaiting_approval', returnReason: null, returnedByName: null }),
    events: (_before, after) => [{ type: 'update_approval_requested', data: updateFacts(after) }],
  });
}

import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { changeUpdate } from './change-update';
import { fillDraft, requireComplete } from './fill-update';
import type { OnUpdate, UpdateView } from './schema';

/** Asks someone else to approve a draft as it stands. Refuses missing and unknown variables: nobody can approve what is not said. */
export async function requestUpdateApproval(ctx: Context, input: z.output<typeof OnUpdate>): Promise<UpdateView> {
  authorise(ctx, 'update.draft');
  return changeUpdate(ctx, input, {
    from: ['draft'],
    set: async (before, tx, incident) => {
      requireComplete(await fillDraft(tx, incident, before), 'asked for');
      return { state: 'awaiting_approval', returnReason: null, returnedByName: null };
    },
    events: (_before, facts) => [{ type: 'update_approval_requested', data: facts }],
  });
}

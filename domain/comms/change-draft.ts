import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { changeUpdate, updateFacts } from './change-update';
import type { ChangeDraft, UpdateView } from './schema';
import { AS_DRAFT, writeContent } from './write-content';

/**
 * Writes a draft anew, at the revision that was seen; the second of two gets a conflict that names the first. One that was
 * approved, waits for it, or is scheduled becomes a plain draft again.
 */
export async function changeDraft(ctx: Context, input: z.output<typeof ChangeDraft>): Promise<UpdateView> {
  authorise(ctx, 'update.draft');
  return changeUpdate(ctx, input, {
    from: ['draft', 'awaiting_approval', 'scheduled'],
    set: async (_before, tx) => ({ ...(await writeContent(tx, ctx, input)), ...AS_DRAFT, returnReason: null, returnedByName: null }),
    events: (before, after) =>
      before.state === 'draft' ? [] : [{ type: 'update_returned', data: { ...updateFacts(after), reason: 'It was changed.' } }],
  });
}

import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import type { IncidentUpdate } from '@/prisma/generated/client';
import { changeUpdate } from './change-update';
import type { ChangeDraft, UpdateView } from './schema';
import { AS_DRAFT, writeContent } from './write-content';

const whyBack = ({ approvedByName }: IncidentUpdate) =>
  approvedByName ? `It was changed after ${approvedByName} had approved it.` : 'It was changed.';

/**
 * Writes a draft anew, at the revision that was seen; the second of two gets a conflict that names the first. One that was
 * approved, waits for it, or is scheduled becomes a plain draft again.
 */
export async function changeDraft(ctx: Context, input: z.output<typeof ChangeDraft>): Promise<UpdateView> {
  authorise(ctx, 'update.draft');
  return changeUpdate(ctx, input, {
    from: ['draft', 'awaiting_approval', 'scheduled'],
    set: async (_before, tx) => ({ ...(await writeContent(tx, ctx, input)), ...AS_DRAFT, returnReason: null, returnedByName: null }),
    events: (before, facts) =>
      before.state === 'draft' && !before.approvedByName ? [] : [{ type: 'update_returned', data: { ...facts, reason: whyBack(before) } }],
  });
}

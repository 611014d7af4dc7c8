import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { changeOneItem } from './change-one-item';
import type { ActionItemView, ReopenActionItem } from './schema';

const NOT_DONE = { doneAt: null, doneByName: null, verifiedAt: null, verifiedByName: null, verifyingRunId: null, nudgedAt: null };

/** Takes up again what was done or verified. Refuses one that is open. */
export async function reopenActionItem(ctx: Context, { item, reason }: z.output<typeof ReopenActionItem>): Promise<ActionItemView> {
  authorise(ctx, 'action_item.edit');
  return changeOneItem(ctx, {
    item,
    when: { state: { not: 'open' } },
    set: async () => ({ state: 'open', ...NOT_DONE }),
    action: 'action_item_reopened',
    event: ({ title }) => ({ type: 'action_item_reopened', data: { item, title, reason: reason || null } }),
    refusal: () => 'It is open already.',
  });
}

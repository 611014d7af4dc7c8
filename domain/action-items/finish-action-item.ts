import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { changeOneItem } from './change-one-item';
import type { ActionItemView, OnActionItem } from './schema';

/** Says that an open item is done; it still waits to be verified. Refuses one that is not open. */
export async function finishActionItem(ctx: Context, { item }: z.output<typeof OnActionItem>): Promise<ActionItemView> {
  authorise(ctx, 'action_item.edit');
  return changeOneItem(ctx, {
    item,
    when: { state: 'open' },
    set: async () => ({ state: 'done', doneAt: new Date(), doneByName: ctx.actor.name }),
    action: 'action_item_done',
    event: ({ title }) => ({ type: 'action_item_done', data: { item, title } }),
    refusal: ({ state, doneByName }) => `It is ${state} already, by ${doneByName}.`,
  });
}

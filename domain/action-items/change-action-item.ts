import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { findOwner } from '@/domain/incidents/people/find-owner';
import { changeOneItem } from './change-one-item';
import type { ActionItemView, ChangeActionItem } from './schema';

const NOBODY = { ownerId: null, ownerName: null };

/** Changes what is given of an item that was read at `revision`. Refuses when someone else changed it since, and once it is verified. */
export async function changeActionItem(ctx: Context, input: z.output<typeof ChangeActionItem>): Promise<ActionItemView> {
  authorise(ctx, 'action_item.edit');
  const { item, revision, owner, dueAt, verifyRunbook, verifyBlock, ...said } = input;
  return changeOneItem(ctx, {
    item,
    when: { revision, state: { not: 'verified' } },
    set: async (tx, { incident }) => ({
      ...said,
      ...(dueAt === undefined ? {} : { dueAt: dueAt && new Date(dueAt), nudgedAt: null }),
      ...(verifyBlock === undefined ? {} : { verifyRunbook: verifyRunbook ?? null, verifyBlockId: verifyBlock }),
      ...(owner === undefined ? {} : owner === null ? NOBODY : await findOwner(tx, incident, owner)),
    }),
    action: 'action_item_changed',
    refusal: ({ state, verifiedByName }) =>
      state === 'verified'
        ? `It is verified, by ${verifiedByName}; reopen it to change it.`
        : 'Someone changed it meanwhile. Reload the page, and change what is there now.',
  });
}

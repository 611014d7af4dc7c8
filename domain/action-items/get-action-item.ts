import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { db } from '@/lib/db';
import { actionItemInclude, actionItemView, visibleItems } from './action-item-view';
import type { ActionItemView } from './schema';

/** One action item. Throws not_found, for one of an incident that the caller may not know of too. */
export async function getActionItem(ctx: Context, number: number): Promise<ActionItemView> {
  authorise(ctx, 'action_item.read');
  const row = await db().actionItem.findFirst({ where: { number, AND: visibleItems(ctx) }, include: actionItemInclude });
  if (!row) throw notFound(`Action item ${number}`);
  return actionItemView(row, new Date());
}

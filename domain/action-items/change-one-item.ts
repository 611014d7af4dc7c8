import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { recordEvent } from '@/domain/incidents/record-event';
import type { TimelineEvent } from '@/domain/incidents/timeline-event';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db, type Prisma, type Tx } from '@/lib/db';
import type { ActionItem, Incident } from '@/prisma/generated/client';
import { actionItemInclude, actionItemView, visibleItems } from './action-item-view';
import type { ActionItemView } from './schema';

type Found = ActionItem & { incident: Incident | null };
type Change = {
  item: number;
  /** What must hold at the moment of writing. */
  when: Prisma.ActionItemWhereInput;
  set: (tx: Tx, before: Found) => Promise<Prisma.ActionItemUncheckedUpdateManyInput>;
  /** Its name in the audit, and what the incident's timeline says of it, if it does. */
  action: string;
  event?: (after: ActionItem) => TimelineEvent;
  /** Why it was refused, given what the item is now. */
  refusal: (now: ActionItem) => string;
};

/** The shared movement of the verbs that change an action item: change under a condition, record, all or nothing. */
export async function changeOneItem(ctx: Context, { item, when, set, action, event, refusal }: Change): Promise<ActionItemView> {
  return db().$transaction(async (tx) => {
    const before = await tx.actionItem.findFirst({ where: { number: item, ...visibleItems(ctx) }, include: { incident: true } });
    if (!before) throw notFound(`Action item ${item}`);
    const data = { ...(await set(tx, before)), revision: { increment: 1 }, changedAt: new Date() };
    const { count } = await tx.actionItem.updateMany({ where: { ...when, id: before.id }, data });
    const after = await tx.actionItem.findUniqueOrThrow({ where: { id: before.id }, include: actionItemInclude });
    if (count === 0) throw conflict(refusal(after));
    // Its incident may have been hidden from the caller meanwhile; then nothing is written.
    if (event && before.incidentId) {
      const visible = await tx.incident.count({ where: { id: before.incidentId, ...visibleTo(ctx) } });
      if (!visible) throw notFound(`Action item ${item}`);
      await recordEvent(tx, ctx, before.incidentId, event(after));
    }
    await recordAudit(tx, ctx, { action, subjectType: 'action_item', subjectId: String(item), data: { title: after.title } });
    return actionItemView(after, new Date());
  });
}

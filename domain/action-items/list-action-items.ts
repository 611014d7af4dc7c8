import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { invalid } from '@/domain/errors';
import { db, type Prisma } from '@/lib/db';
import { actionItemInclude, actionItemView, visibleItems } from './action-item-view';
import { type ActionItemView, ListActionItems } from './schema';

/** Action items by page, open ones first, then by when they are due: pass `nextCursor` as `after`. */
export async function listActionItems(
  ctx: Context,
  filter: z.input<typeof ListActionItems>,
): Promise<{ items: ActionItemView[]; nextCursor: string | null }> {
  authorise(ctx, 'action_item.read');
  const asked = ListActionItems.parse(filter);
  const now = new Date();
  await mustBeKnown(ctx, asked.after);
  const rows = await db().actionItem.findMany({
    where: { AND: [visibleItems(ctx), ...conditions(ctx, asked, now)] },
    orderBy: [{ state: 'asc' }, { dueAt: { sort: 'asc', nulls: 'last' } }, { number: 'asc' }],
    take: asked.limit + 1,
    ...(asked.after ? { cursor: { number: asked.after } } : {}),
    include: actionItemInclude,
  });
  const page = rows.slice(0, asked.limit);
  return {
    items: page.map((row) => actionItemView(row, now)),
    nextCursor: rows.length > asked.limit ? String(rows[asked.limit]?.number) : null,
  };
}

/** A place in the list tells where an item stands: only of one that the caller may know of. */
async function mustBeKnown(ctx: Context, after: number | undefined): Promise<void> {
  if (after && !(await db().actionItem.count({ where: { number: after, ...visibleItems(ctx) } })))
    throw invalid('after', 'is no cursor of this list: begin anew without it');
}

function conditions(ctx: Context, { state, kind, owner, incident, runbook, q }: z.output<typeof ListActionItems>, now: Date) {
  const where: Prisma.ActionItemWhereInput[] = [];
  if (state === 'overdue') where.push({ state: 'open', dueAt: { lt: now } });
  else if (state === 'unfinished') where.push({ state: { not: 'verified' } });
  else if (state) where.push({ state });
  if (kind) where.push({ kind });
  // Nobody is "me" to an engine; then there are none.
  if (owner) where.push({ ownerId: owner === 'me' ? (ctx.actor.id ?? '00000000-0000-0000-0000-000000000000') : owner });
  if (incident) where.push({ incident: { number: incident } });
  if (runbook) where.push({ OR: [{ runbook }, { verifyRunbook: runbook }] });
  if (q?.trim()) where.push({ title: { contains: q.trim(), mode: 'insensitive' } });
  return where;
}

import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import { recordAudit } from '@/domain/audit/record-audit';
import type { Context } from '@/domain/context';
import { conflict, invalid } from '@/domain/errors';
import { db, type Tx } from '@/lib/db';
import type { ChecklistItem } from '@/prisma/generated/client';
import type { Severity } from '@/prisma/generated/enums';
import type { ChangeChecklist } from './schema';

type Lines = z.output<typeof ChangeChecklist>['items'];

/**
 * Replaces what is always done at a severity, for incidents declared from now on. A line that keeps its id stays the same.
 * Throws conflict when someone else changed the policy meanwhile.
 */
export async function changeChecklist(
  ctx: Context,
  { severity, version, items }: z.output<typeof ChangeChecklist>,
): Promise<{ version: number; items: ChecklistItem[] }> {
  authorise(ctx, 'policy.manage');
  return db().$transaction(async (tx) => {
    const { count } = await tx.severityPolicy.updateMany({ where: { severity, version }, data: { version: version + 1 } });
    if (count === 0) throw conflict(`Someone changed the policy of ${severity} meanwhile. Reload the page, and change what is there now.`);
    const before = await tx.checklistItem.findMany({ where: { severity }, orderBy: { position: 'asc' } });
    await replace(tx, severity, before, items);
    const titles = { from: before.map(({ title }) => title), to: items.map(({ title }) => title) };
    await recordAudit(tx, ctx, { action: 'checklist_changed', subjectType: 'severity_policy', subjectId: severity, data: titles });
    const after = await tx.checklistItem.findMany({ where: { severity }, orderBy: { position: 'asc' } });
    return { version: version + 1, items: after };
  });
}

async function replace(tx: Tx, severity: Severity, before: ChecklistItem[], items: Lines): Promise<void> {
  const known = new Set(before.map(({ id }) => id));
  const stranger = items.findIndex(({ id }) => id !== undefined && !known.has(id));
  if (stranger >= 0) throw invalid(`items.${stranger}.id`, `is not a line of this checklist`);
  await tx.checklistItem.deleteMany({ where: { severity, id: { notIn: items.flatMap(({ id }) => id ?? []) } } });
  for (const [position, { id, title, dueMinutes }] of items.entries()) {
    const facts = { title, dueMinutes, position };
    if (id) await tx.checklistItem.update({ where: { id }, data: facts });
    else await tx.checklistItem.create({ data: { id: randomUUID(), severity, ...facts } });
  }
}

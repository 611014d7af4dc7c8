import { randomUUID } from 'node:crypto';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { lockIncident } from '@/domain/incidents/change-incident';
import { recordEvent } from '@/domain/incidents/record-event';
import { OPEN_STATUSES } from '@/domain/incidents/rules';
import { db, type Tx } from '@/lib/db';
import type { ChecklistItem, Incident, Task } from '@/prisma/generated/client';
import { ownerOf } from './task-view';

const MINUTE_MS = 60_000;

/**
 * Gives an open incident the checklist of its severity as tasks, each line once, due from when it came to that severity. Does
 * nothing the second time. What an earlier severity asked for too is not asked for twice: it is due sooner, if the new one says so.
 */
export async function ensureChecklist(ctx: Context, number: number): Promise<void> {
  authorise(ctx, 'investigation.work');
  await db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, number);
    const { count } = await tx.incident.updateMany({
      where: {
        id: incident.id,
        status: { in: [...OPEN_STATUSES] },
        OR: [{ checklistFor: null }, { checklistFor: { not: incident.severity } }],
      },
      data: { checklistFor: incident.severity },
    });
    if (count === 0) return;
    const items = await tx.checklistItem.findMany({ where: { severity: incident.severity }, orderBy: { position: 'asc' } });
    const since = await severeSince(tx, incident);
    for (const item of items) await addFromChecklist(tx, ctx, incident.id, item, since);
  });
}

/** When the incident came to its severity: the last change of it, or the declaration. */
async function severeSince(tx: Tx, { id, declaredAt }: Incident): Promise<Date> {
  const changed = await tx.timelineEvent.findFirst({
    where: { incidentId: id, type: 'severity_changed' },
    orderBy: { seq: 'desc' },
    select: { at: true },
  });
  return changed?.at ?? declaredAt;
}

async function addFromChecklist(tx: Tx, ctx: Context, incidentId: string, item: ChecklistItem, since: Date): Promise<void> {
  const { title, dueMinutes } = item;
  const dueAt = dueMinutes === null ? null : new Date(since.getTime() + dueMinutes * MINUTE_MS);
  const known = await tx.task.findFirst({ where: { incidentId, title, origin: 'checklist' } });
  if (known) return hurry(tx, ctx, known, dueAt);
  const task = {
    id: randomUUID(),
    incidentId,
    title,
    origin: 'checklist' as const,
    checklistItemId: item.id,
    dueAt,
    createdByName: ctx.actor.name,
  };
  const { count } = await tx.task.createMany({ data: [task], skipDuplicates: true });
  if (count === 0) return;
  const facts = { task: task.id, title, origin: task.origin, owner: null, dueAt: dueAt?.toISOString() ?? null };
  await recordEvent(tx, ctx, incidentId, { type: 'task_added', data: facts });
}

async function hurry(tx: Tx, ctx: Context, { id, incidentId, title }: Task, dueAt: Date | null): Promise<void> {
  if (!dueAt) return;
  const [task] = await tx.task.updateManyAndReturn({
    where: { id, state: 'open', OR: [{ dueAt: null }, { dueAt: { gt: dueAt } }] },
    data: { dueAt },
  });
  if (!task) return;
  const facts = { task: id, title, owner: ownerOf(task), dueAt: dueAt.toISOString() };
  await recordEvent(tx, ctx, incidentId, { type: 'task_changed', data: facts });
}

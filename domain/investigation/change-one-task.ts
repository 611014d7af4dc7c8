import type { Context } from '@/domain/context';
import { conflict, notFound } from '@/domain/errors';
import { lockIncident } from '@/domain/incidents/change-incident';
import { recordEvent } from '@/domain/incidents/record-event';
import type { TimelineEvent } from '@/domain/incidents/timeline-event';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db, type Prisma, type Tx } from '@/lib/db';
import type { Incident, Task } from '@/prisma/generated/client';
import type { TaskView } from './schema';
import { taskView } from './task-view';

type Change = {
  task: string;
  /** What must hold at the moment of writing. */
  when: Prisma.TaskWhereInput;
  set: (tx: Tx, incident: Incident) => Promise<Prisma.TaskUncheckedUpdateManyInput>;
  event: (after: Task) => TimelineEvent;
  /** Why it was refused, given what the task is now. */
  refusal: (now: Task) => string;
};

/** The shared movement of the verbs that change a task: lock its incident, change under a condition, record. */
export async function changeOneTask(ctx: Context, { task, when, set, event, refusal }: Change): Promise<TaskView> {
  return db().$transaction(async (tx) => {
    const found = await tx.task.findFirst({
      where: { id: task, incident: visibleTo(ctx) },
      select: { incident: { select: { number: true } } },
    });
    if (!found) throw notFound(`Task ${task}`);
    const incident = await lockIncident(tx, ctx, found.incident.number);
    const { count } = await tx.task.updateMany({ where: { ...when, id: task }, data: await set(tx, incident) });
    const now = await tx.task.findUniqueOrThrow({ where: { id: task } });
    if (count === 0) throw conflict(refusal(now));
    await recordEvent(tx, ctx, incident.id, event(now));
    return taskView(now, incident.number);
  });
}

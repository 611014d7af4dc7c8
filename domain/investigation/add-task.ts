import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { lockIncident } from '@/domain/incidents/change-incident';
import { findOwner } from '@/domain/incidents/people/find-owner';
import { recordEvent } from '@/domain/incidents/record-event';
import { db } from '@/lib/db';
import type { AddTask, TaskView } from './schema';
import { ownerOf, taskView } from './task-view';

/** Notes something that has to be done, of ended incidents too. Refuses an owner who is not there. */
export async function addTask(ctx: Context, input: z.output<typeof AddTask>): Promise<TaskView> {
  authorise(ctx, 'investigation.work');
  return db().$transaction(async (tx) => {
    const incident = await lockIncident(tx, ctx, input.number);
    const task = await tx.task.create({
      data: {
        id: randomUUID(),
        incidentId: incident.id,
        title: input.title,
        dueAt: input.dueAt ?? null,
        createdByName: ctx.actor.name,
        ...(input.owner ? await findOwner(tx, incident, input.owner) : {}),
      },
    });
    const { id, title, origin, dueAt } = task;
    const facts = { task: id, title, origin, owner: ownerOf(task), dueAt: dueAt?.toISOString() ?? null };
    await recordEvent(tx, ctx, incident.id, { type: 'task_added', data: facts });
    return taskView(task, incident.number);
  });
}

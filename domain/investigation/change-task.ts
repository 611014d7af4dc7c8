import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { invalid } from '@/domain/errors';
import { findOwner } from '@/domain/incidents/people/find-owner';
import { changeOneTask } from './change-one-task';
import type { ChangeTask, TaskView } from './schema';
import { ownerOf } from './task-view';

/** Gives an open task another title, owner or due time. Refuses a task that has ended, and no change at all. */
export async function changeTask(ctx: Context, input: z.output<typeof ChangeTask>): Promise<TaskView> {
  authorise(ctx, 'investigation.work');
  const { task, title, owner, dueAt } = input;
  if (title === undefined && owner === undefined && dueAt === undefined)
    throw invalid('title', 'say what to change: title, owner or dueAt');
  return changeOneTask(ctx, {
    task,
    when: { state: 'open' },
    set: async (tx, incident) => ({
      ...(title === undefined ? {} : { title }),
      ...(dueAt === undefined ? {} : { dueAt }),
      ...(owner === undefined ? {} : owner === null ? { ownerId: null, ownerName: null } : await findOwner(tx, incident, owner)),
    }),
    event: (after) => ({
      type: 'task_changed',
      data: { task, title: after.title, owner: ownerOf(after), dueAt: after.dueAt?.toISOString() ?? null },
    }),
    refusal: ({ state }) => `It is ${state}; reopen it first.`,
  });
}

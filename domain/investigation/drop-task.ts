import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { changeOneTask } from './change-one-task';
import type { DropTask, TaskView } from './schema';

/** Says that an open task will not be done. Refuses one that has ended. */
export async function dropTask(ctx: Context, input: z.output<typeof DropTask>): Promise<TaskView> {
  authorise(ctx, 'investigation.work');
  return changeOneTask(ctx, {
    task: input.task,
    when: { state: 'open' },
    set: async () => ({ state: 'dropped', endedAt: new Date(), endedByName: ctx.actor.name }),
    event: ({ title }) => ({ type: 'task_dropped', data: { task: input.task, title, reason: input.reason || null } }),
    refusal: ({ state, endedByName }) => `It is ${state} already, by ${endedByName}.`,
  });
}

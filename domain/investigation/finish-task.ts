import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { changeOneTask } from './change-one-task';
import type { FinishTask, TaskView } from './schema';

/** Says that an open task is done. Refuses one that has ended. */
export async function finishTask(ctx: Context, input: z.output<typeof FinishTask>): Promise<TaskView> {
  authorise(ctx, 'investigation.work');
  return changeOneTask(ctx, {
    task: input.task,
    when: { state: 'open' },
    set: async () => ({ state: 'done', endedAt: new Date(), endedByName: ctx.actor.name }),
    event: ({ title }) => ({ type: 'task_done', data: { task: input.task, title, note: input.note || null } }),
    refusal: ({ state, endedByName }) => `It is ${state} already, by ${endedByName}.`,
  });
}

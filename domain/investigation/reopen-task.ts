import type { z } from 'zod';
import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { changeOneTask } from './change-one-task';
import type { ReopenTask, TaskView } from './schema';

/** Takes up a task again that was done or dropped. Refuses one that is open. */
export async function reopenTask(ctx: Context, input: z.output<typeof ReopenTask>): Promise<TaskView> {
  authorise(ctx, 'investigation.work');
  return changeOneTask(ctx, {
    task: input.task,
    when: { state: { not: 'open' } },
    set: async () => ({ state: 'open', endedAt: null, endedByName: null }),
    event: ({ title }) => ({ type: 'task_reopened', data: { task: input.task, title } }),
    refusal: () => 'It is open.',
  });
}

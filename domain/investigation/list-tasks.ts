import { authorise } from '@/domain/access/authorise';
import type { Context } from '@/domain/context';
import { notFound } from '@/domain/errors';
import { visibleTo } from '@/domain/incidents/visible-to';
import { db } from '@/lib/db';
import type { TaskView } from './schema';
import { taskView } from './task-view';

/** An incident's tasks: open ones first, by when they are due. */
export async function listTasks(ctx: Context, number: number): Promise<TaskView[]> {
  authorise(ctx, 'incident.read');
  const incident = await db().incident.findFirst({
    where: { number, ...visibleTo(ctx) },
    select: { tasks: { orderBy: [{ state: 'asc' }, { dueAt: { sort: 'asc', nulls: 'last' } }, { createdAt: 'asc' }] } },
  });
  if (!incident) throw notFound(`Incident #${number}`);
  return incident.tasks.map((row) => taskView(row, number));
}

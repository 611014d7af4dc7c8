'use client';
import { lazy, Suspense, useState } from 'react';
import { useRoomQuery } from '@/components/incidents/room/use-room-query';
import { Button } from '@/components/ui/button';
import { useNow } from '@/components/ui/use-now';
import { isOverdue } from '@/domain/investigation/rules';
import type { TaskView } from '@/domain/investigation/schema';
import { Part } from './part';
import { TaskRow } from './task-row';

const TaskForm = lazy(() => import('./task-form'));
const changesTasks = (type: string) => type.startsWith('task_');

type TasksProps = { number: number; me: { id: string | null; name: string }; mayWork: boolean };

/** What has to be done, by whom, until when. */
export function Tasks({ number, me, mayWork }: TasksProps) {
  const asked = useRoomQuery<{ items: TaskView[] }>(number, 'tasks', changesTasks);
  const [adding, setAdding] = useState(false);
  const tasks = asked.data?.items ?? [];
  const open = tasks.filter(({ state }) => state === 'open');
  const ended = tasks.filter(({ state }) => state !== 'open');
  const overdue = useNow((nowMs) => open.filter((task) => isOverdue(task, new Date(nowMs))).length);
  const rows = (some: TaskView[]) => (
    <ul data-list className="divide-y divide-line border-y border-line">
      {some.map((task) => (
        <TaskRow key={task.id} task={task} me={me} mayWork={mayWork} onChanged={asked.refetch} />
      ))}
    </ul>
  );
  const note = open.length > 0 && `${open.length} open${overdue ? `, ${overdue} overdue` : ''}`;
  return (
    <Part title="Tasks" note={note} asked={asked} rows={3}>
      {open.length > 0 ? rows(open) : <p className="border-y border-line py-2 text-ink-2">Nothing is left to do.</p>}
      {mayWork && (
        <div className="pt-2">
          {adding ? (
            <Suspense>
              <TaskForm number={number} me={me} onSaved={asked.refetch} onClose={() => setAdding(false)} />
            </Suspense>
          ) : (
            <Button size="sm" data-command="Add a task" onClick={() => setAdding(true)}>
              Add a task
            </Button>
          )}
        </div>
      )}
      {ended.length > 0 && (
        <details className="pt-3">
          <summary className="text-ink-2 hover:text-ink touch:py-2">{ended.length} done or dropped</summary>
          {rows(ended)}
        </details>
      )}
    </Part>
  );
}

'use client';
import { lazy, Suspense, useState } from 'react';
import { changeTask, dropTask, finishTask, reopenTask } from '@/actions/investigation';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { FormError } from '@/components/ui/form-error';
import { Menu, menuItemClass } from '@/components/ui/menu';
import { Time } from '@/components/ui/time';
import { useAction } from '@/components/ui/use-action';
import { useNow } from '@/components/ui/use-now';
import { isOverdue } from '@/domain/investigation/rules';
import type { TaskView } from '@/domain/investigation/schema';

const TaskForm = lazy(() => import('./task-form'));

type TaskRowProps = { task: TaskView; me: { id: string | null; name: string }; mayWork: boolean; onChanged: () => void };

/** One task: done by one press; the rest under a word. */
export function TaskRow({ task, me, mayWork, onChanged }: TaskRowProps) {
  const [editing, setEditing] = useState(false);
  const finish = useAction(finishTask);
  const drop = useAction(dropTask);
  const reopen = useAction(reopenTask);
  const { id, title, state, incident } = task;
  const after = (done: unknown) => done && onChanged();
  if (editing)
    return (
      <li className="py-2">
        <Suspense>
          <TaskForm number={incident} me={me} task={task} onSaved={onChanged} onClose={() => setEditing(false)} />
        </Suspense>
      </li>
    );
  return (
    <li className="py-1">
      <div data-item tabIndex={-1} className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {mayWork && state === 'open' && (
          <Button size="sm" aria-label={`Done: ${title}`} pending={finish.pending} onClick={() => finish.run({ task: id }).then(after)}>
            Done
          </Button>
        )}
        <span className={cx('min-w-0 grow basis-40 break-words', state === 'dropped' && 'text-ink-3 line-through')}>{title}</span>
        <TaskFacts task={task} />
        {mayWork && (
          <Menu
            label={
              <>
                <span aria-hidden="true">⋯</span>
                <span className="sr-only">More for the task {title}</span>
              </>
            }
            align="right"
            className="flex size-7 items-center justify-center rounded-md text-ink-3 hover:bg-ink/8 hover:text-ink touch:size-10"
          >
            {state === 'open' ? (
              <>
                {task.owner?.id !== me.id && me.id && <Take task={task} me={me.id} onChanged={onChanged} />}
                <button type="button" className={menuItemClass} onClick={() => setEditing(true)}>
                  Change
                </button>
                <button type="button" className={menuItemClass} onClick={() => drop.run({ task: id }).then(after)}>
                  Drop
                </button>
              </>
            ) : (
              <button type="button" className={menuItemClass} onClick={() => reopen.run({ task: id }).then(after)}>
                Take up again
              </button>
            )}
          </Menu>
        )}
      </div>
      <FormError message={finish.message ?? drop.message ?? reopen.message} />
    </li>
  );
}

function TaskFacts({ task }: { task: TaskView }) {
  const { state, owner, dueAt, endedAt, endedBy, origin } = task;
  const overdue = useNow((nowMs) => isOverdue(task, new Date(nowMs)));
  return (
    <span className="flex flex-wrap gap-x-2 text-sm text-ink-3">
      {origin === 'checklist' && <span>checklist</span>}
      {endedAt ? (
        <span>
          {state} by {endedBy}, <Time at={endedAt} />
        </span>
      ) : (
        <>
          <span className={owner ? 'text-ink-2' : undefined}>{owner?.name ?? 'nobody has it'}</span>
          {dueAt && (
            <span className={overdue ? 'font-semibold text-fail' : undefined}>
              {overdue ? 'overdue, ' : 'due '}
              <Time at={dueAt} />
            </span>
          )}
        </>
      )}
    </span>
  );
}

function Take({ task, me, onChanged }: { task: TaskView; me: string; onChanged: () => void }) {
  const { run } = useAction(changeTask);
  return (
    <button type="button" className={menuItemClass} onClick={() => run({ task: task.id, owner: me }).then((done) => done && onChanged())}>
      I take it
    </button>
  );
}

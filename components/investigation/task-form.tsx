'use client';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { addTask, changeTask } from '@/actions/investigation';
import { usePeople } from '@/components/incidents/people/use-people';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { useAction } from '@/components/ui/use-action';
import type { TaskView } from '@/domain/investigation/schema';

type TaskFormProps = {
  number: number;
  me: { id: string | null; name: string };
  /** The one to change; without it a new one is added. */
  task?: TaskView;
  onSaved: () => void;
  onClose: () => void;
};
const FIELDS = ['title', 'owner', 'dueAt'] as const;

/** What is to be done, by whom, until when. */
export default function TaskForm({ number, me, task, onSaved, onClose }: TaskFormProps) {
  const add = useAction(addTask, FIELDS);
  const change = useAction(changeTask, FIELDS);
  const { pending, fieldError, message } = task ? change : add;
  const people = usePeople(me);
  const known = task?.owner && !people.some(({ id }) => id === task.owner?.id) ? [task.owner, ...people] : people;
  const [owner, setOwner] = useState(task?.owner?.id ?? '');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const title = String(form.get('title'));
    const due = String(form.get('dueAt'));
    const dueAt = due ? new Date(due).toISOString() : null;
    const saved = task
      ? await change.run({ task: task.id, title, owner: owner || null, dueAt })
      : await add.run({ number, title, ...(owner ? { owner } : {}), ...(dueAt ? { dueAt } : {}) });
    if (!saved) return;
    onSaved();
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && onClose();
  return (
    <form onSubmit={submit} onKeyDown={onKeyDown} noValidate className="grid max-w-[70ch] gap-3">
      <Field label="Task" error={fieldError('title')}>
        {(control) => <Input {...control} name="title" maxLength={300} defaultValue={task?.title} autoFocus />}
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Owner" optional error={fieldError('owner')}>
          {(control) => (
            <Select {...control} value={owner} onChange={(event) => setOwner(event.target.value)}>
              <option value="">Nobody yet</option>
              {known.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Due" optional error={fieldError('dueAt')}>
          {(control) => <Input {...control} type="datetime-local" name="dueAt" defaultValue={localInput(task?.dueAt)} />}
        </Field>
      </div>
      <div className="flex items-center gap-2">
        <Button type="submit" look="primary" pending={pending}>
          {task ? 'Save' : 'Add task'}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        <FormError message={message} />
      </div>
    </form>
  );
}

/** As the platform's field wants it: the reader's own time, "2026-11-26T15:00". */
function localInput(at: string | null | undefined): string | undefined {
  if (!at) return undefined;
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

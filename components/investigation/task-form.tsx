'use client';
import type { FormEvent, KeyboardEvent } from 'react';
import { addTask, changeTask } from '@/actions/investigation';
import { OwnerField } from '@/components/incidents/people/owner-field';
import { usePeople } from '@/components/incidents/people/use-people';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { fieldOfInstant, instantOfField } from '@/components/ui/local-time';
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
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const title = String(form.get('title'));
    const owner = String(form.get('owner'));
    const dueAt = instantOfField(String(form.get('dueAt')), undefined) ?? null;
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
        <OwnerField people={people} owner={task?.owner} error={fieldError('owner')} />
        <Field label="Due" optional error={fieldError('dueAt')}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              name="dueAt"
              defaultValue={task?.dueAt ? fieldOfInstant(task.dueAt, undefined) : undefined}
            />
          )}
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

'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { changeLevel } from '@/actions/oncall';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { useAction } from '@/components/ui/use-action';
import type { LevelView } from '@/domain/oncall/schema';

/** Opens the form that says who a level is and when it is asked. */
export function ChangeLevelButton({ level }: { level: LevelView }) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button size="sm" aria-label={`Change level ${level.level}`} onClick={() => setOpen(true)}>
        Change
      </Button>
      {open && (
        <Dialog title={`Level ${level.level}`} onClose={close}>
          <LevelForm level={level} onSaved={close} />
        </Dialog>
      )}
    </>
  );
}

function LevelForm({ level: { level, version, name, description, afterMinutes }, onSaved }: { level: LevelView; onSaved: () => void }) {
  const { run, pending, fieldError, message } = useAction(changeLevel, ['name', 'description', 'afterMinutes']);
  const router = useRouter();
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const minutes = String(form.get('afterMinutes') ?? '').trim();
    const facts = { name: form.get('name'), description: form.get('description'), afterMinutes: minutes ? Number(minutes) : null };
    if (!(await run({ level, version, ...facts }))) return;
    router.refresh();
    onSaved();
  };
  return (
    <form onSubmit={save} className="grid gap-4 p-4" noValidate>
      <Field label="Name" error={fieldError('name')}>
        {(control) => <Input {...control} name="name" defaultValue={name} maxLength={100} />}
      </Field>
      <Field label="What they are asked for" error={fieldError('description')}>
        {(control) => <Textarea {...control} name="description" rows={2} defaultValue={description} maxLength={500} />}
      </Field>
      {level > 1 && (
        <Field
          label="Minutes that the level before has"
          optional
          className="max-w-60"
          error={fieldError('afterMinutes')}
          hint="Empty: asked by hand alone."
        >
          {(control) => <Input {...control} name="afterMinutes" inputMode="numeric" defaultValue={afterMinutes ?? ''} />}
        </Field>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" pending={pending}>
          Save
        </Button>
        <FormError message={message} />
      </div>
    </form>
  );
}

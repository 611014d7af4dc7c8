'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { createTemplate } from '@/actions/comms';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormFoot } from '@/components/ui/form-foot';
import { Input } from '@/components/ui/input';
import { useAction } from '@/components/ui/use-action';

const FIELDS = ['name', 'id'] as const;
const FIRST_WORDS = {
  purpose: 'update',
  audience: 'internal',
  subject: '[{{severity}}] {{title}}',
  body: '{{status}}: {{impact}}\n\n{{nextSteps}}\n\n**Next update:** {{updateCadence}}\n',
} as const;

const idOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);

/** Begins a template, and goes to where it is written. */
export function NewTemplateButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button data-command="New template" onClick={() => setOpen(true)}>
        New template
      </Button>
      {open && <NewTemplateDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function NewTemplateDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [name, setName] = useState('');
  const { run, pending, fieldError, message } = useAction(createTemplate, FIELDS);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const id = String(new FormData(event.currentTarget).get('id') || idOf(name));
    const made = await run({ ...FIRST_WORDS, id, name: name.trim() });
    if (made) router.push(`/settings/templates/${made.id}`);
  };
  return (
    <Dialog title="New template" onClose={onClose}>
      <form onSubmit={submit} noValidate className="grid gap-4 px-4 pt-2 pb-4">
        <Field label="Name" error={fieldError('name')}>
          {(control) => <Input {...control} value={name} maxLength={100} required onChange={({ target }) => setName(target.value)} />}
        </Field>
        <Field label="Id" error={fieldError('id')} hint='Runbooks name it: <Template id="…" />. It stays as it is.'>
          {(control) => <Input {...control} name="id" placeholder={idOf(name)} maxLength={60} className="font-mono" />}
        </Field>
        <FormFoot message={message} pending={pending}>
          Create template
        </FormFoot>
      </form>
    </Dialog>
  );
}

'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { createApiKey } from '@/actions/access';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { ShownOnce } from '@/components/ui/shown-once';
import { useAction } from '@/components/ui/use-action';
import type { Role } from '@/prisma/generated/enums';
import { RoleBoxes } from './role-boxes';

type Issued = { secret: string; expiresAt: string };

const LIFETIMES = { '7': '7 days', '30': '30 days', '90': '90 days', '366': 'a year' };

/** Opens the form that makes an API key, and then shows its secret. */
export function NewApiKeyButton() {
  const [open, setOpen] = useState(false);
  const [issued, setIssued] = useState<Issued>();
  const router = useRouter();
  const close = () => {
    setOpen(false);
    setIssued(undefined);
  };
  const created = (key: Issued) => {
    setIssued(key);
    router.refresh();
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>New key</Button>
      {open && (
        <Dialog title={issued ? 'Copy the key now' : 'New API key'} onClose={close}>
          {issued ? (
            <ShownOnce label="API key" secret={issued.secret} expiresAt={issued.expiresAt} onClose={close}>
              Send it as the header Authorization: Bearer KEY.
            </ShownOnce>
          ) : (
            <NewApiKeyForm onCreated={created} />
          )}
        </Dialog>
      )}
    </>
  );
}

function NewApiKeyForm({ onCreated }: { onCreated: (key: Issued) => void }) {
  const [roles, setRoles] = useState<Role[]>(['viewer']);
  const { run, pending, fieldError, message } = useAction(createApiKey, ['name', 'roles', 'days']);
  const create = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const key = await run({ name: form.get('name'), roles, days: Number(form.get('days')) });
    if (key) onCreated(key);
  };
  return (
    <form onSubmit={create} className="grid gap-4 p-4" noValidate>
      {message && <FormError message={message} />}
      <Field label="Name" error={fieldError('name')} hint="What will use it. Timelines show this name.">
        {(control) => <Input {...control} name="name" autoComplete="off" maxLength={80} />}
      </Field>
      <RoleBoxes chosen={roles} onChange={setRoles} error={fieldError('roles')} />
      <Field label="Works for" error={fieldError('days')} className="max-w-40">
        {(control) => (
          <Select {...control} name="days" defaultValue="90">
            {Object.entries(LIFETIMES).map(([days, words]) => (
              <option key={days} value={days}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div>
        <Button type="submit" look="primary" pending={pending}>
          Make key
        </Button>
      </div>
    </form>
  );
}

'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { addContact, changeContact } from '@/actions/oncall';
import type { ActionResult } from '@/actions/result';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { useAction } from '@/components/ui/use-action';
import type { ContactView } from '@/domain/oncall/schema';
import { MethodFields, type TypedMethod, typedMethods } from './method-fields';

const MOST_METHODS = 10;
const AREAS = ['areas', ...Array.from({ length: 20 }, (_, at) => `areas.${at}`)];
const METHODS = ['methods', ...Array.from({ length: MOST_METHODS }, (_, at) => `methods.${at}.value`)];
const FIELDS = ['name', 'role', 'level', 'team', 'user', ...AREAS, ...METHODS];

/** Someone who signs in here. */
export type Account = { id: string; name: string; email: string };

type ContactFormProps = { contact?: ContactView; accounts: readonly Account[]; onSaved: () => void };

/** Adds a contact, or changes the one that is given. */
export function ContactForm({ contact, accounts, onSaved }: ContactFormProps) {
  const [methods, setMethods] = useState<TypedMethod[]>(() => typedMethods(contact?.methods));
  const save: (raw: unknown) => Promise<ActionResult<{ id: string }>> = contact ? changeContact : addContact;
  const { run, pending, fieldError, message } = useAction(save, FIELDS);
  const router = useRouter();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { areas, level, team, user, ...typed } = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>;
    const facts = {
      name: typed.name,
      role: typed.role,
      level: Number(level),
      team: team?.trim() || null,
      user: user || null,
      areas: areas
        ?.split(',')
        .map((area) => area.trim())
        .filter(Boolean),
      methods: methods.filter(({ value }) => value.trim()).map(({ kind, value }) => ({ kind, value })),
    };
    if (!(await run(contact ? { id: contact.id, version: contact.version, ...facts } : facts))) return;
    router.refresh();
    onSaved();
  };
  const areasError = AREAS.map(fieldError).find(Boolean);
  return (
    <form onSubmit={submit} className="grid gap-4 p-4" noValidate>
      <Field label="Name" error={fieldError('name')}>
        {(control) => <Input {...control} name="name" defaultValue={contact?.name} autoComplete="off" maxLength={120} />}
      </Field>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="Role" error={fieldError('role')} hint="Runbooks name it so: database-admin.">
          {(control) => (
            <Input {...control} name="role" defaultValue={contact?.role} autoComplete="off" spellCheck={false} maxLength={60} />
          )}
        </Field>
        <Field label="Level" error={fieldError('level')}>
          {(control) => (
            <Select {...control} name="level" defaultValue={contact?.level ?? 1}>
              {[1, 2, 3, 4].map((level) => (
                <option key={level}>{level}</option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Team" optional error={fieldError('team')}>
          {(control) => <Input {...control} name="team" defaultValue={contact?.team ?? ''} autoComplete="off" maxLength={80} />}
        </Field>
        <Field label="Asked about" optional error={areasError} hint="Separated by commas: database, backups.">
          {(control) => <Input {...control} name="areas" defaultValue={contact?.areas.join(', ')} autoComplete="off" />}
        </Field>
      </div>
      <Field label="Account here" optional error={fieldError('user')} hint="Where the same person signs in to this console.">
        {(control) => (
          <Select {...control} name="user" defaultValue={contact?.user?.id ?? ''}>
            <option value="">None</option>
            {accounts.map(({ id, name, email }) => (
              <option key={id} value={id}>
                {`${name} (${email})`}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <MethodFields methods={methods} most={MOST_METHODS} onChange={setMethods} fieldError={fieldError} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" pending={pending}>
          {contact ? 'Save' : 'Add contact'}
        </Button>
        <FormError message={message} />
      </div>
    </form>
  );
}

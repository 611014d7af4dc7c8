'use client';
import { useRouter } from 'next/navigation';
import type { FormEvent } from 'react';
import { addTeamLink } from '@/actions/oncall';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { useAction } from '@/components/ui/use-action';

/** One line that adds a link of the team. */
export function NewTeamLinkForm() {
  const { run, pending, fieldError, message } = useAction(addTeamLink, ['label', 'url']);
  const router = useRouter();
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    if (!(await run({ label: fields.get('label'), url: fields.get('url') }))) return;
    form.reset();
    router.refresh();
  };
  return (
    <form onSubmit={add} className="flex flex-wrap items-start gap-3 pt-3" noValidate>
      <Field label="Label" error={fieldError('label')} className="w-48 max-sm:w-full">
        {(control) => <Input {...control} name="label" autoComplete="off" maxLength={100} />}
      </Field>
      <Field label="Address" error={fieldError('url')} className="min-w-56 flex-1">
        {(control) => <Input {...control} name="url" type="url" autoComplete="off" placeholder="https://" />}
      </Field>
      <div className="self-end pb-px max-sm:w-full">
        <Button type="submit" pending={pending}>
          Add link
        </Button>
      </div>
      <FormError message={message} />
    </form>
  );
}

'use client';
import { type FormEvent, useState } from 'react';
import { changePassword } from '@/actions/access';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { useAction } from '@/components/ui/use-action';

/** Changes one's own password. */
export function ChangePasswordForm() {
  const [done, setDone] = useState('');
  const { run, pending, fieldError, message } = useAction(changePassword, ['current', 'password']);
  const change = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const values = new FormData(form);
    setDone('');
    const changed = await run({ current: values.get('current'), password: values.get('password') });
    if (!changed) return;
    form.reset();
    setDone(
      changed.signedOut
        ? `Changed. ${changed.signedOut} other ${changed.signedOut === 1 ? 'browser is' : 'browsers are'} signed out.`
        : 'Changed.',
    );
  };
  return (
    <form onSubmit={change} className="grid max-w-sm gap-4" noValidate>
      {message && <FormError message={message} />}
      <Field label="Current password" error={fieldError('current')}>
        {(control) => <Input {...control} name="current" type="password" autoComplete="current-password" />}
      </Field>
      <Field label="New password" error={fieldError('password')} hint="At least 12 characters.">
        {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" />}
      </Field>
      <div className="flex items-center gap-3">
        <Button type="submit" pending={pending}>
          Change password
        </Button>
        <p role="status">{done}</p>
      </div>
    </form>
  );
}

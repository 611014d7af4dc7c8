'use client';
import { useActionState } from 'react';
import { join, setUp } from '@/actions/sign-in';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { formRefusal } from './form-refusal';

const steps = {
  setup: { action: setUp, submit: 'Create the first account' },
  invite: { action: join, submit: 'Save and sign in' },
} as const;

type ChoosePasswordFormProps = { purpose: keyof typeof steps; token: string; email: string; name: string };

/** Name and password of someone who came by a link; the first person also says their e-mail address. */
export function ChoosePasswordForm({ purpose, token, email, name }: ChoosePasswordFormProps) {
  const step = steps[purpose];
  const [state, submit, pending] = useActionState(step.action, null);
  const { fieldError, message } = formRefusal(state?.error, purpose === 'setup' ? ['email', 'name', 'password'] : ['name', 'password']);
  return (
    <form action={submit} className="grid gap-4">
      <input type="hidden" name="token" value={token} />
      {message && <FormError message={message} />}
      <Field label="E-mail" error={fieldError('email')} hint={purpose === 'setup' ? 'You sign in with it.' : undefined}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            required
            readOnly={purpose !== 'setup'}
            defaultValue={purpose === 'setup' ? state?.typed.email : email}
            spellCheck={false}
          />
        )}
      </Field>
      <Field label="Your name" error={fieldError('name')} hint="Timelines show it.">
        {(control) => (
          <Input {...control} name="name" autoComplete="name" required maxLength={120} defaultValue={state?.typed.name || name} />
        )}
      </Field>
      <Field label="Password" error={fieldError('password')} hint="At least 12 characters. A few words in a row are easy to type at night.">
        {(control) => (
          <Input {...control} name="password" type="password" autoComplete="new-password" required minLength={12} maxLength={200} />
        )}
      </Field>
      <Button type="submit" look="primary" pending={pending}>
        {pending ? 'Saving…' : step.submit}
      </Button>
    </form>
  );
}

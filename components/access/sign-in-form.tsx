'use client';
import { useActionState } from 'react';
import { signIn } from '@/actions/sign-in';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { formRefusal } from './form-refusal';

/** E-mail and password. Works before scripts do. */
export function SignInForm({ callbackUrl }: { callbackUrl: string }) {
  const [state, submit, pending] = useActionState(signIn, null);
  const { fieldError, message } = formRefusal(state?.error, ['email', 'password']);
  return (
    <form action={submit} className="grid gap-4">
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      {message && <FormError message={message} />}
      <Field label="E-mail" error={fieldError('email')}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            required
            defaultValue={state?.typed.email}
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </Field>
      <Field label="Password" error={fieldError('password')}>
        {(control) => <Input {...control} name="password" type="password" autoComplete="current-password" required />}
      </Field>
      <Button type="submit" look="primary" pending={pending}>
        {pending ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}

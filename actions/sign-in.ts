'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { localPath } from '@/auth/local-path';
import { oidcAddress, signInHere, signOutHere } from '@/auth/sign-in';
import { acceptInvite } from '@/domain/access/accept-invite';
import { completeSetup } from '@/domain/access/complete-setup';
import { AcceptInvite, CompleteSetup, SignIn } from '@/domain/access/schema';
import { act, actAsAnyone } from './act';
import type { ActionError } from './result';

/** What a form shows after it was refused: why, and what was typed, except passwords. */
export type FormState = { error: ActionError; typed: { email: string; name: string } } | null;

const field = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

const refused = (error: ActionError, form: FormData): FormState => ({
  error,
  typed: { email: field(form, 'email'), name: field(form, 'name') },
});

/** Signs in by password and goes where the person was heading. */
export async function signIn(_before: FormState, form: FormData): Promise<FormState> {
  const result = await actAsAnyone(SignIn, { email: field(form, 'email'), password: field(form, 'password') }, (input) =>
    signInHere(input.email, input.password),
  );
  if (!result.ok) return refused(result.error, form);
  redirect(localPath(field(form, 'callbackUrl')));
}

/** Goes to the identity provider. */
export async function continueWithOidc(form: FormData): Promise<void> {
  const result = await actAsAnyone(z.strictObject({ to: z.string() }), { to: localPath(field(form, 'callbackUrl')) }, (input) =>
    oidcAddress(input.to),
  );
  redirect(result.ok ? result.value : '/sign-in?error=OAuthSignin');
}

/** Makes the first admin by the set-up link, and signs them in. */
export async function setUp(_before: FormState, form: FormData): Promise<FormState> {
  const raw = { token: field(form, 'token'), email: field(form, 'email'), name: field(form, 'name'), password: field(form, 'password') };
  const result = await actAsAnyone(CompleteSetup, raw, completeSetup);
  return result.ok ? enter(result.value.email, raw.password) : refused(result.error, form);
}

/** Sets the invited person's password, and signs them in. */
export async function join(_before: FormState, form: FormData): Promise<FormState> {
  const raw = { token: field(form, 'token'), name: field(form, 'name'), password: field(form, 'password') };
  const result = await actAsAnyone(AcceptInvite, raw, acceptInvite);
  return result.ok ? enter(result.value.email, raw.password) : refused(result.error, form);
}

async function enter(email: string, password: string): Promise<never> {
  const result = await actAsAnyone(SignIn, { email, password }, (input) => signInHere(input.email, input.password));
  redirect(result.ok ? '/' : '/sign-in');
}

/** Ends this browser's session. */
export async function signOut(): Promise<void> {
  await act(z.strictObject({}), {}, signOutHere);
  redirect('/sign-in');
}

import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { continueWithOidc } from '@/actions/sign-in';
import { localPath } from '@/auth/local-path';
import { oidcName } from '@/auth/oidc';
import { session } from '@/auth/session';
import { Entrance } from '@/components/access/entrance';
import { SignInForm } from '@/components/access/sign-in-form';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { isSetUp } from '@/domain/access/is-set-up';
import { OIDC_REFUSALS } from '@/domain/access/rules';

export const metadata: Metadata = { title: 'Sign in' };

const REFUSALS: Record<string, string> = {
  ...OIDC_REFUSALS,
  OAuthSignin: 'The identity provider cannot be reached. Try again in a minute, or sign in with a password.',
  OAuthCallback: 'The answer of the identity provider could not be verified. Try again.',
  Callback: 'The identity provider refused, or it was cancelled there. Try again.',
};
const OTHER_REFUSAL = 'Signing in did not work. Try again; the server log says why.';

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const { callbackUrl, error } = await searchParams;
  const to = localPath(callbackUrl);
  if (await session()) redirect(to);
  const provider = oidcName();
  const ready = await isSetUp();
  return (
    <Entrance title="Sign in">
      {typeof error === 'string' && <FormError message={(Object.hasOwn(REFUSALS, error) && REFUSALS[error]) || OTHER_REFUSAL} />}
      {!ready && (
        <p className="text-ink-2">
          This console has no admin yet. Open the set-up link that the server printed when it started; a restart prints a new one.
        </p>
      )}
      {provider && (
        <form action={continueWithOidc} className="grid gap-6">
          <input type="hidden" name="callbackUrl" value={to} />
          <Button type="submit">Continue with {provider}</Button>
          <p className="text-sm text-ink-3">or with a password</p>
        </form>
      )}
      <SignInForm callbackUrl={to} />
    </Entrance>
  );
}

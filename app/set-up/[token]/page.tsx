import type { Metadata } from 'next';
import Link from 'next/link';
import { session } from '@/auth/session';
import { ChoosePasswordForm } from '@/components/access/choose-password-form';
import { Entrance } from '@/components/access/entrance';
import { getSignInLink } from '@/domain/access/get-sign-in-link';
import { SignInLinkToken } from '@/domain/access/schema';

export const metadata: Metadata = { title: 'Set up', referrer: 'no-referrer', robots: { index: false } };

export default async function SetUpPage({ params }: { params: Promise<{ token: string }> }) {
  const link = SignInLinkToken.safeParse(await params);
  // Asking who is here also keeps this page from being built ahead of time.
  await session();
  const open = link.success ? await getSignInLink(link.data) : null;
  if (!link.success || !open)
    return (
      <Entrance title="This link no longer works">
        <p className="text-ink-2">
          A link opens one account, once, and runs out after a while. For the first account, restart the server: it prints a new link.
          Otherwise ask an admin for one.
        </p>
        <p>
          <Link href="/sign-in" className="link">
            Sign in
          </Link>
        </p>
      </Entrance>
    );
  return (
    <Entrance title={open.purpose === 'setup' ? 'Create the first account' : `Welcome${open.name ? `, ${open.name}` : ''}`}>
      <p className="text-ink-2">
        {open.purpose === 'setup'
          ? 'It will be admin and incident commander: it can invite others and run everything.'
          : 'Choose the password you will sign in with.'}
      </p>
      <ChoosePasswordForm purpose={open.purpose} token={link.data.token} email={open.email} name={open.name} />
    </Entrance>
  );
}

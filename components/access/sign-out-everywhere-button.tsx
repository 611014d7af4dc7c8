'use client';
import { useRouter } from 'next/navigation';
import { signOutEverywhere } from '@/actions/access';
import { Button } from '@/components/ui/button';
import { useAction } from '@/components/ui/use-action';

/** Ends all of one's own sessions, this one included. */
export function SignOutEverywhereButton({ id }: { id: string }) {
  const { run, pending } = useAction(signOutEverywhere);
  const router = useRouter();
  const press = async () => {
    await run({ id });
    router.push('/sign-in');
    router.refresh();
  };
  return (
    <Button pending={pending} onClick={press}>
      Sign out everywhere
    </Button>
  );
}

'use client';
import { useRouter } from 'next/navigation';
import { startRehearsal } from '@/actions/rehearsal';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { useAction } from '@/components/ui/use-action';

/** Rehearses now. */
export function StartButton() {
  const { run, pending, message } = useAction(startRehearsal);
  const router = useRouter();
  const press = async () => {
    await run({});
    router.refresh();
  };
  return (
    <>
      <FormError message={message} />
      <Button pending={pending} onClick={press}>
        Rehearse now
      </Button>
    </>
  );
}

'use client';
import { useRouter } from 'next/navigation';
import type { ActionResult } from '@/actions/result';
import { Button } from './button';
import { FormError } from './form-error';
import { useAction } from './use-action';

type OneActionProps<T> = {
  id: string;
  action: (raw: { id: string }) => Promise<ActionResult<T>>;
  onDone: (value: T) => void;
  about: string;
  children: string;
};

/** A button that does one thing to one row, beside what that means; the page shows the outcome. */
export function OneAction<T>({ id, action, onDone, about, children }: OneActionProps<T>) {
  const { run, pending, message } = useAction(action);
  const router = useRouter();
  const press = async () => {
    const value = await run({ id });
    if (value === undefined) return;
    router.refresh();
    onDone(value);
  };
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button pending={pending} onClick={press}>
          {children}
        </Button>
        <p className="min-w-40 flex-1 text-sm text-ink-3">{about}</p>
      </div>
      {message && <FormError message={message} />}
    </div>
  );
}

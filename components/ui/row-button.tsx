'use client';
import { useRouter } from 'next/navigation';
import type { ActionResult } from '@/actions/result';
import { Button } from './button';
import { toast } from './toast';
import { useAction } from './use-action';

type RowButtonProps = { action: (raw: { id: string }) => Promise<ActionResult<unknown>>; id: string; name: string; children: string };

/** Does one thing with one row, then shows the list anew. `name` tells a screen reader which row. */
export function RowButton({ action, id, name, children }: RowButtonProps) {
  const { run, pending } = useAction(async (raw: { id: string }) => {
    const result = await action(raw);
    if (!result.ok) toast(result.error.message);
    return result;
  });
  const router = useRouter();
  const press = async () => {
    await run({ id });
    router.refresh();
  };
  return (
    <Button size="sm" pending={pending} onClick={press} aria-label={`${children} ${name}`}>
      {children}
    </Button>
  );
}

'use client';
import { useQueryClient } from '@tanstack/react-query';
import { retryDelivery } from '@/actions/deliveries';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';

type RetryButtonProps = { number: number; id: string; recipient: string };

/** Tries one delivery again now, then shows how it stands. */
export function RetryButton({ number, id, recipient }: RetryButtonProps) {
  const cache = useQueryClient();
  const { run, pending } = useAction(async (raw: { id: string }) => {
    const result = await retryDelivery(raw);
    if (!result.ok) toast(result.error.message);
    return result;
  });
  const press = async () => {
    await run({ id });
    await cache.invalidateQueries({ queryKey: ['incident', number, 'deliveries'] });
  };
  return (
    <Button size="sm" pending={pending} onClick={press} aria-label={`Retry sending to ${recipient} now`}>
      Retry now
    </Button>
  );
}

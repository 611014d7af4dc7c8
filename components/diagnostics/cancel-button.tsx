'use client';
import { cancelRun } from '@/actions/diagnostics';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import type { RunView } from '@/domain/diagnostics/schema';
import { answered } from './answered';

/** Stops a run; its end follows by the page's stream. */
export function CancelButton({ run }: { run: RunView }) {
  const cancel = async () => {
    const answer = await answered(cancelRun({ id: run.id }));
    if (!answer.ok) toast(answer.error.message);
  };
  return (
    <Button size="sm" aria-label={`Cancel: ${run.title}`} onClick={cancel}>
      Cancel
    </Button>
  );
}

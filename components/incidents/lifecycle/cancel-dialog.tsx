'use client';
import { changeStatus } from '@/actions/incidents';
import { useAction } from '@/components/ui/use-action';
import { ReasonDialog } from './reason-dialog';

/** It was nothing: why. */
export default function CancelDialog({ number, onClose }: { number: number; onClose: () => void }) {
  const { run, pending, fieldError, message } = useAction(changeStatus, ['reason']);
  return (
    <ReasonDialog
      title={`Cancel #${number}`}
      says="It ends without a resolution, as if nothing had been wrong. What was fixed is resolved instead; a duplicate is merged."
      placeholder="A false alarm, a test, something planned"
      button="Cancel incident"
      pending={pending}
      error={fieldError('reason')}
      message={message}
      onReason={async (reason) => (await run({ number, status: 'cancelled', reason: reason || undefined })) && onClose()}
      onClose={onClose}
    />
  );
}

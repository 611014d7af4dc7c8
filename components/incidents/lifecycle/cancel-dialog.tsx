'use client';
import { changeStatus } from '@/actions/incidents';
import { ReasonDialog } from '@/components/ui/reason-dialog';

/** It was nothing: why. */
export default function CancelDialog({ number, onClose }: { number: number; onClose: () => void }) {
  return (
    <ReasonDialog
      title={`Cancel #${number}`}
      says="It ends without a resolution, as if nothing had been wrong. What was fixed is resolved instead; a duplicate is merged."
      placeholder="A false alarm, a test, something planned"
      button="Cancel incident"
      action={changeStatus}
      input={(reason) => ({ number, status: 'cancelled', reason: reason || undefined })}
      onClose={onClose}
    />
  );
}

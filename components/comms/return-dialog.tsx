'use client';
import { returnUpdate } from '@/actions/comms';
import { ReasonDialog } from '@/components/ui/reason-dialog';

/** What has to change before it may be sent. */
export function ReturnDialog({ on, onClose }: { on: { number: number; update: string; revision: number }; onClose: () => void }) {
  return (
    <ReasonDialog
      title="Return the update"
      label="What has to change"
      button="Return it"
      action={returnUpdate}
      input={(reason) => ({ ...on, reason })}
      onClose={onClose}
    />
  );
}

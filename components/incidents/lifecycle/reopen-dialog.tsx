'use client';
import { reopenIncident } from '@/actions/incidents';
import { ReasonDialog } from '@/components/ui/reason-dialog';

/** It is not over: why. */
export default function ReopenDialog({ number, onClose }: { number: number; onClose: () => void }) {
  return (
    <ReasonDialog
      title={`Reopen #${number}`}
      optional
      hint="It goes on as investigating. The earlier resolution stays in the timeline."
      button="Reopen incident"
      action={reopenIncident}
      input={(reason) => ({ number, reason })}
      onClose={onClose}
    />
  );
}

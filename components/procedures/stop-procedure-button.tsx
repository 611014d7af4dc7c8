'use client';
import { useState } from 'react';
import { stopProcedure } from '@/actions/procedures';
import { Button } from '@/components/ui/button';
import { ReasonDialog } from '@/components/ui/reason-dialog';

/** Ends the procedure before its last step; asks why. */
export function StopProcedureButton({ procedure, title, onStopped }: { procedure: string; title: string; onStopped: () => void }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="sm" look="quiet" aria-label={`Stop: ${title}`} onClick={() => setAsking(true)}>
        Stop
      </Button>
      {asking && (
        <ReasonDialog
          title={`Stop: ${title}`}
          optional
          hint="What was done stays on the record."
          button="Stop procedure"
          action={stopProcedure}
          input={(reason) => ({ procedure, ...(reason ? { reason } : {}) })}
          onClose={() => setAsking(false)}
          onDone={onStopped}
        />
      )}
    </>
  );
}

'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { endSchedule, pauseSchedule, resumeSchedule } from '@/actions/schedules';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FormError } from '@/components/ui/form-error';
import { ReasonDialog } from '@/components/ui/reason-dialog';
import { useAction } from '@/components/ui/use-action';
import type { ScheduleView } from '@/domain/diagnostics/schedules/schema';

type ScheduleActionsProps = {
  schedule: ScheduleView;
  /** The block as it stands in the file now; null when it is gone. */
  contentHash: string | null;
  mayStop: boolean;
  mayResume: boolean;
};

/** Pause, resume with the block as it is now, end. */
export function ScheduleActions({ schedule: { id, state, title }, contentHash, mayStop, mayResume }: ScheduleActionsProps) {
  const [asking, setAsking] = useState<'pause' | 'end'>();
  const resume = useAction(resumeSchedule);
  const router = useRouter();
  if (state === 'ended' || !mayStop) return null;
  const goOn = async () => {
    if (contentHash && (await resume.run({ id, contentHash }))) router.refresh();
  };
  return (
    <>
      <FormError message={resume.message} />
      {state === 'active' && <Button onClick={() => setAsking('pause')}>Pause</Button>}
      {state === 'paused' && mayResume && contentHash && (
        <Button look="primary" pending={resume.pending} onClick={goOn}>
          Resume
        </Button>
      )}
      <Button onClick={() => setAsking('end')}>End</Button>
      {asking === 'pause' && <PauseDialog id={id} title={title} onClose={() => setAsking(undefined)} />}
      {asking === 'end' && <EndDialog id={id} title={title} onClose={() => setAsking(undefined)} />}
    </>
  );
}

type AskProps = { id: string; title: string; onClose: () => void };

function PauseDialog({ id, title, onClose }: AskProps) {
  const router = useRouter();
  return (
    <ReasonDialog
      title={`Pause: ${title}`}
      placeholder="Maintenance until Friday"
      button="Pause schedule"
      action={pauseSchedule}
      input={(reason) => ({ id, reason })}
      onClose={onClose}
      onDone={() => router.refresh()}
    />
  );
}

function EndDialog({ id, title, onClose }: AskProps) {
  const { run, pending, message } = useAction(endSchedule);
  const router = useRouter();
  const end = async () => {
    if (!(await run({ id }))) return;
    onClose();
    router.refresh();
  };
  return (
    <Dialog title={`End: ${title}`} onClose={onClose}>
      <div className="grid gap-4 px-4 pt-2 pb-4">
        <p>It does not run by itself any more, and cannot be resumed. Its history stays as long as it is kept.</p>
        <div className="flex items-center justify-end gap-3">
          <FormError message={message} />
          <Button look="primary" pending={pending} onClick={end}>
            End schedule
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

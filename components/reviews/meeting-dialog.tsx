'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useState } from 'react';
import { proposeMeeting, scheduleReview } from '@/actions/reviews';
import { Dialog } from '@/components/ui/dialog';
import { FormError } from '@/components/ui/form-error';
import { FormFoot } from '@/components/ui/form-foot';
import { SkeletonRows } from '@/components/ui/skeleton';
import { toast } from '@/components/ui/toast';
import { callAction, useAction } from '@/components/ui/use-action';
import { errorWithin, type MeetingDraft, MeetingFields, meetingOf } from './meeting-fields';
import { timeZones } from './time-zones';

type MeetingDialogProps = { number: number; meeting: MeetingDraft | null; onClose: () => void };

/** Sets the meeting, beginning with what is proposed, or changes the one that there is. */
export default function MeetingDialog({ number, meeting, onClose }: MeetingDialogProps) {
  const router = useRouter();
  const [draft, setDraft] = useState(meeting);
  const [failed, setFailed] = useState<string>();
  const { run, pending, error, message } = useAction(scheduleReview, ['at', 'zone', 'minutes', 'place', 'attendees']);
  useEffect(() => {
    if (meeting) return;
    callAction(proposeMeeting, { number }).then((result) => {
      if (result.ok) setDraft(result.value);
      else setFailed(result.error.message);
    });
  }, [number, meeting]);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const done = await run({ number, ...meetingOf(new FormData(event.currentTarget)) });
    if (!done) return;
    toast(done.invited ? `${done.invited} invited by e-mail.` : 'Scheduled. Nobody was written to: download the invitation and send it.');
    onClose();
    router.refresh();
  };
  return (
    <Dialog title={meeting ? 'Change the meeting' : 'Schedule the review'} onClose={onClose}>
      {draft ? (
        <form onSubmit={submit} noValidate className="grid gap-4 px-4 pt-2 pb-4">
          <MeetingFields draft={draft} zones={timeZones()} error={errorWithin(error?.details)} />
          <FormFoot message={error?.details ? undefined : message} pending={pending}>
            {meeting ? 'Change it' : 'Schedule'}
          </FormFoot>
        </form>
      ) : (
        <div className="px-4 pb-4">{failed ? <FormError message={failed} /> : <SkeletonRows rows={4} />}</div>
      )}
    </Dialog>
  );
}

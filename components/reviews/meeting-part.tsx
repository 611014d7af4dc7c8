'use client';
import { useRouter } from 'next/navigation';
import { lazy, Suspense, useState } from 'react';
import { cancelMeeting } from '@/actions/reviews';
import { Button } from '@/components/ui/button';
import { ReasonDialog } from '@/components/ui/reason-dialog';
import { toast } from '@/components/ui/toast';
import { zonedInstant } from '@/domain/reviews/words/rules';
import type { MeetingDraft } from './meeting-fields';

const MeetingDialog = lazy(() => import('./meeting-dialog'));

/** When and where it is talked over, with the file for a calendar. */
export function MeetingPart({ number, meeting, mayEdit }: { number: number; meeting: MeetingDraft | null; mayEdit: boolean }) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [cancelling, setCancelling] = useState(false);
  return (
    <section aria-labelledby="meeting" className="text-sm">
      <h2 id="meeting" className="font-medium">
        Meeting
      </h2>
      {meeting ? (
        <div className="mt-1 grid gap-0.5">
          <p>
            <time dateTime={meeting.at} title={meeting.at}>
              {zonedInstant(meeting.at, meeting.zone)}
            </time>
            , {meeting.minutes} min
          </p>
          {meeting.place && (
            <p className="wrap-anywhere">
              {/^https?:/i.test(meeting.place) ? (
                <a href={meeting.place} rel="noreferrer" className="link">
                  {meeting.place}
                </a>
              ) : (
                meeting.place
              )}
            </p>
          )}
          <p className="text-ink-3 wrap-anywhere">{meeting.attendees.map(({ name }) => name).join(', ') || 'Nobody is invited yet.'}</p>
          <p>
            <a href={`/api/v1/incidents/${number}/review/calendar`} download={`review-${number}.ics`} className="link">
              File for a calendar
            </a>
          </p>
        </div>
      ) : (
        <p className="mt-1 text-ink-3">None is planned.</p>
      )}
      {mayEdit && (
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="sm" data-command={meeting ? 'Change the meeting' : 'Schedule the review'} onClick={() => setAsking(true)}>
            {meeting ? 'Change' : 'Schedule'}
          </Button>
          {meeting && (
            <Button size="sm" look="quiet" onClick={() => setCancelling(true)}>
              Cancel the meeting
            </Button>
          )}
        </div>
      )}
      <Suspense>{asking && <MeetingDialog number={number} meeting={meeting} onClose={() => setAsking(false)} />}</Suspense>
      {cancelling && (
        <ReasonDialog
          title="Cancel the meeting"
          says="Whoever is reached by e-mail gets a cancellation that takes it out of their calendar. The review stays."
          optional
          button="Cancel it"
          action={cancelMeeting}
          input={(reason) => ({ number, reason })}
          onClose={() => setCancelling(false)}
          onDone={({ told }) => {
            toast(told ? `${told} told by e-mail.` : 'Cancelled. Nobody was written to: tell those who were to come.');
            router.refresh();
          }}
        />
      )}
    </section>
  );
}

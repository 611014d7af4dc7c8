'use client';
import { useEffect, useState } from 'react';
import { proposeMeeting } from '@/actions/reviews';
import { Checkbox } from '@/components/ui/checkbox';
import { callAction } from '@/components/ui/use-action';
import type { MeetingProposal } from '@/domain/reviews/meeting/propose-meeting';
import { withinWords } from '@/domain/reviews/words/rules';
import { MeetingFields } from './meeting-fields';
import { timeZones } from './time-zones';
import { fieldOfWallClock } from './wall-clock';

type ReviewOfferProps = { number: number; error: (field: string) => string | undefined };

/** Offers, within the form that resolves, to say when what happened is talked over; where the policy wants a review, it is proposed; one that is set stays. */
export default function ReviewOffer({ number, error }: ReviewOfferProps) {
  const [proposal, setProposal] = useState<MeetingProposal>();
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    callAction(proposeMeeting, { number }).then((result) => {
      if (!result.ok) return;
      setProposal(result.value);
      setWanted(result.value.wanted);
    });
  }, [number]);
  if (!proposal) return null;
  return (
    <fieldset className="grid gap-3 border-t border-line pt-3">
      <legend className="sr-only">Review</legend>
      <Checkbox
        name="schedule"
        checked={wanted}
        onChange={(event) => setWanted(event.target.checked)}
        label={
          <>
            {proposal.isHeld ? 'Move the review' : 'Schedule the review'}
            <span className="text-ink-3">
              {proposal.isHeld && ` · it stays on ${fieldOfWallClock(proposal.at, proposal.zone).replace('T', ' ')} (${proposal.zone})`}
              {!proposal.isHeld && proposal.withinDays !== null && ` · wanted ${withinWords(proposal.withinDays)}`}
            </span>
          </>
        }
      />
      {wanted && <MeetingFields draft={proposal} zones={timeZones()} error={error} />}
    </fieldset>
  );
}

'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { ActionResult } from '@/actions/result';
import { approveReview, publishReview, returnReview, submitReview, takeUpReview } from '@/actions/reviews';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { ReasonDialog } from '@/components/ui/reason-dialog';
import { useAction } from '@/components/ui/use-action';
import type { ReviewView } from '@/domain/reviews/get-review';

export type ReviewRights = { me: string | null; edit: boolean; approve: boolean; publish: boolean };
type Standing = Pick<ReviewView, 'state' | 'revision' | 'submittedBy' | 'submittedById' | 'approvedBy' | 'writerIds' | 'version'>;

const STEPS = { submit: submitReview, approve: approveReview, publish: publishReview } as const;

/** The next step of a review: asking for approval, approving, publishing, taking it up again. */
export function StateActions({ number, review, rights }: { number: number; review: Standing; rights: ReviewRights }) {
  const router = useRouter();
  const [returning, setReturning] = useState(false);
  const step = useAction((which: keyof typeof STEPS): Promise<ActionResult<object>> => STEPS[which]({ number, revision: review.revision }));
  const takeUp = useAction(takeUpReview);
  const done = (value: unknown) => value && router.refresh();
  const { state, approvedBy } = review;
  const mayApprove = rights.approve && !isAuthor(review, rights.me);
  return (
    <>
      <FormError message={step.message ?? takeUp.message} />
      {state === 'draft' && rights.edit && (
        <Button look="primary" data-command="Ask for approval" pending={step.pending} onClick={() => step.run('submit').then(done)}>
          Ask for approval
        </Button>
      )}
      {state === 'in_review' && !mayApprove && !approvedBy && (
        <span className="text-ink-2">
          {review.submittedById === rights.me
            ? 'You asked for approval; somebody else gives it'
            : `${review.submittedBy} asked for approval`}
        </span>
      )}
      {state === 'in_review' && rights.edit && (
        <Button data-command="Return the review" onClick={() => setReturning(true)}>
          Return
        </Button>
      )}
      {state === 'in_review' && mayApprove && !approvedBy && (
        <Button look="primary" data-command="Approve the review" pending={step.pending} onClick={() => step.run('approve').then(done)}>
          Approve
        </Button>
      )}
      {state === 'in_review' && approvedBy && <span className="text-ink-2">approved by {approvedBy}</span>}
      {state === 'in_review' && approvedBy && rights.publish && (
        <Button look="primary" data-command="Publish the review" pending={step.pending} onClick={() => step.run('publish').then(done)}>
          Publish
        </Button>
      )}
      {state === 'published' && rights.edit && (
        <Button data-command="Take the review up again" pending={takeUp.pending} onClick={() => takeUp.run({ number }).then(done)}>
          Take it up again
        </Button>
      )}
      {returning && <ReturnDialog number={number} onClose={() => setReturning(false)} />}
    </>
  );
}

const isAuthor = ({ submittedById, writerIds }: Standing, me: string | null): boolean =>
  submittedById === me || (writerIds.length > 0 && writerIds.every((id) => id === me));

function ReturnDialog({ number, onClose }: { number: number; onClose: () => void }) {
  const router = useRouter();
  return (
    <ReasonDialog
      title="Return the review"
      says="It becomes a draft again; its authors see what is to be looked at."
      button="Return it"
      action={returnReview}
      input={(reason) => ({ number, reason })}
      onClose={onClose}
      onDone={() => router.refresh()}
    />
  );
}

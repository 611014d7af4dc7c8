'use client';
import { type FormEvent, lazy, Suspense } from 'react';
import { resolveIncident } from '@/actions/incidents';
import { errorWithin, meetingOf } from '@/components/reviews/meeting-fields';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormFoot } from '@/components/ui/form-foot';
import { SeverityMark } from '@/components/ui/severity-mark';
import { Textarea } from '@/components/ui/textarea';
import { Age, Time } from '@/components/ui/time';
import { useAction } from '@/components/ui/use-action';
import type { IncidentView } from '@/domain/incidents/schema';

const ReviewOffer = lazy(() => import('@/components/reviews/review-offer'));

const FIELDS = ['rootCause', 'resolution', 'prevention'] as const;

/** What was wrong, what was done, what will prevent it: what everybody is told at the end. */
export default function ResolveDialog({ incident, onClose }: { incident: IncidentView; onClose: () => void }) {
  const { number, severity, service, startedAt } = incident;
  const { run, pending, error, fieldError, message } = useAction(resolveIncident, FIELDS);
  const reviewError = errorWithin(error?.details, 'review.');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: (typeof FIELDS)[number]) => String(form.get(name)).trim();
    const review = form.get('schedule') ? { review: meetingOf(form) } : {};
    const said = { rootCause: text('rootCause'), resolution: text('resolution'), prevention: text('prevention') || undefined };
    if (await run({ number, ...said, ...review })) onClose();
  };
  return (
    <Dialog title={`Resolve #${number}`} onClose={onClose}>
      <form onSubmit={submit} noValidate className="grid gap-4 px-4 pt-2 pb-4">
        <p className="text-ink-2">
          <SeverityMark severity={severity} /> on {service ?? 'no service (Details says which)'}, began <Time at={startedAt} />, lasted{' '}
          <Age since={startedAt} />. The resolution notice says this, and:
        </p>
        <Field label="Root cause" error={fieldError('rootCause')} hint="As far as it is known; the review can say more.">
          {(control) => <Textarea {...control} name="rootCause" rows={2} maxLength={10_000} required />}
        </Field>
        <Field label="Resolution" error={fieldError('resolution')} hint="What ended it, and how you know.">
          {(control) => <Textarea {...control} name="resolution" rows={2} maxLength={10_000} required />}
        </Field>
        <Field label="Prevention" optional error={fieldError('prevention')} hint="The resolution notice asks for it.">
          {(control) => <Textarea {...control} name="prevention" rows={2} maxLength={10_000} />}
        </Field>
        <Suspense>
          <ReviewOffer number={number} error={reviewError} />
        </Suspense>
        <FormFoot message={['at', 'zone', 'minutes', 'place', 'attendees'].some(reviewError) ? undefined : message} pending={pending}>
          Resolve incident
        </FormFoot>
      </form>
    </Dialog>
  );
}

'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { planReview } from '@/actions/reviews';
import { OwnerField } from '@/components/incidents/people/owner-field';
import { useAssignable } from '@/components/incidents/people/use-assignable';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormFoot } from '@/components/ui/form-foot';
import { Input } from '@/components/ui/input';
import { changedDay, dayOfInstant } from '@/components/ui/local-time';
import { useAction } from '@/components/ui/use-action';

export type ReviewPlan = { leadId: string | null; lead: string | null; dueAt: string | null };

const UNREAD = 'People could not be read. Reload the page.';
const FIELDS = ['lead', 'dueAt'] as const;

type PlanDialogProps = { number: number; plan: ReviewPlan; onClose: () => void };

/** Who leads a review, and until when it is to be published. */
export default function PlanDialog(props: PlanDialogProps) {
  const [cache] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={cache}>
      <Dialog title="Lead and due date" onClose={props.onClose}>
        <PlanForm {...props} />
      </Dialog>
    </QueryClientProvider>
  );
}

function PlanForm({ number, plan: { leadId, lead, dueAt }, onClose }: PlanDialogProps) {
  const router = useRouter();
  const { run, pending, fieldError, message } = useAction(planReview, FIELDS);
  const { data: people = [], isError } = useAssignable();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const chosen = String(form.get('lead'));
    // What stayed is not said: somebody else may have changed it meanwhile.
    const plan = {
      lead: chosen === (leadId ?? '') ? undefined : chosen || null,
      dueAt: changedDay(String(form.get('dueAt')), dueAt),
    };
    const isChanged = plan.lead !== undefined || plan.dueAt !== undefined;
    if (isChanged && !(await run({ number, ...plan }))) return;
    onClose();
    router.refresh();
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-4 px-4 pt-2 pb-4">
      <OwnerField
        name="lead"
        label="Led by"
        people={people}
        owner={leadId ? { id: leadId, name: lead ?? '' } : null}
        error={fieldError('lead') ?? (isError ? UNREAD : undefined)}
      />
      <Field
        label="Due"
        optional
        error={fieldError('dueAt')}
        hint="Until the end of that day. After it whoever leads the review is reminded."
      >
        {(control) => <Input {...control} type="date" name="dueAt" defaultValue={dueAt ? dayOfInstant(dueAt) : ''} className="max-w-44" />}
      </Field>
      <FormFoot message={message} pending={pending}>
        Save
      </FormFoot>
    </form>
  );
}

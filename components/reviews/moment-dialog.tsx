'use client';
import { useRouter } from 'next/navigation';
import type { FormEvent } from 'react';
import { addMoment, changeMoment } from '@/actions/reviews';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormFoot } from '@/components/ui/form-foot';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { useAction } from '@/components/ui/use-action';
import type { DocumentMoment } from '@/domain/reviews/document/schema';

type MomentDialogProps = {
  number: number;
  moment: DocumentMoment | null;
  revision: number;
  headings: readonly string[];
  onClose: () => void;
};

/** Describes a moment and puts it under a heading, or keys in one that no event tells of. */
export default function MomentDialog({ number, moment, revision, headings, onClose }: MomentDialogProps) {
  const router = useRouter();
  const add = useAction(addMoment, ['at', 'description', 'heading']);
  const change = useAction(changeMoment, ['description', 'heading']);
  const { pending, fieldError, message } = moment ? change : add;
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const said = { number, description: text('description'), heading: text('heading') };
    const done = moment
      ? await change.run({ ...said, moment: moment.id, revision })
      : await add.run({ ...said, at: text('at') ? `${text('at')}:00Z` : '' });
    if (!done) return;
    onClose();
    router.refresh();
  };
  return (
    <Dialog title={moment ? 'Describe the moment' : 'Key in a moment'} onClose={onClose}>
      <form onSubmit={submit} noValidate className="grid gap-4 px-4 pt-2 pb-4">
        {!moment && (
          <Field label="When (UTC)" error={fieldError('at')}>
            {(control) => <Input {...control} type="datetime-local" name="at" required />}
          </Field>
        )}
        {moment?.says && <p className="text-ink-2">{moment.says}</p>}
        <Field label="What it was" optional={Boolean(moment?.says)} error={fieldError('description')}>
          {(control) => <Textarea {...control} name="description" rows={3} maxLength={4_000} defaultValue={moment?.description} />}
        </Field>
        <Field
          label="Heading"
          optional
          error={fieldError('heading')}
          hint="Moments that follow each other under one heading stand together."
        >
          {(control) => (
            <>
              <Input {...control} name="heading" list="moment-headings" maxLength={200} defaultValue={moment?.heading} />
              <datalist id="moment-headings">
                {headings.map((heading) => (
                  <option key={heading} value={heading} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        <FormFoot message={message} pending={pending}>
          {moment ? 'Save' : 'Add'}
        </FormFoot>
      </form>
    </Dialog>
  );
}

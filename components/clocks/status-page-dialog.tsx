'use client';
import type { FormEvent } from 'react';
import { tellStatusPage } from '@/actions/clocks';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormFoot } from '@/components/ui/form-foot';
import { Textarea } from '@/components/ui/textarea';
import { useAction } from '@/components/ui/use-action';

/** Someone has told of it on the status page, outside of this console. */
export default function StatusPageDialog({ number, onClose }: { number: number; onClose: () => void }) {
  const { run, pending, fieldError, message } = useAction(tellStatusPage, ['note']);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const note = String(new FormData(event.currentTarget).get('note')).trim();
    if (await run({ number, note: note || undefined })) onClose();
  };
  return (
    <Dialog title="The status page tells of it" onClose={onClose}>
      <form onSubmit={submit} className="grid gap-4 px-4 pt-2 pb-4" noValidate>
        <Field label="What it says, or its link" optional error={fieldError('note')} hint="An update sent to customers counts by itself.">
          {(control) => <Textarea {...control} name="note" rows={2} maxLength={1_000} />}
        </Field>
        <FormFoot message={message} pending={pending}>
          It is told
        </FormFoot>
      </form>
    </Dialog>
  );
}

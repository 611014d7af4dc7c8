'use client';
import type { FormEvent } from 'react';
import { reopenIncident } from '@/actions/incidents';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Textarea } from '@/components/ui/textarea';
import { useAction } from '@/components/ui/use-action';

/** It is not over: why. */
export default function ReopenDialog({ number, onClose }: { number: number; onClose: () => void }) {
  const { run, pending, fieldError, message } = useAction(reopenIncident, ['reason']);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason')).trim();
    if (await run({ number, reason: reason || undefined })) onClose();
  };
  return (
    <Dialog title={`Reopen #${number}`} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-4 px-4 pt-2 pb-4">
        <Field
          label="Reason"
          optional
          error={fieldError('reason')}
          hint="It goes on as investigating. The earlier resolution stays in the timeline."
        >
          {(control) => <Textarea {...control} name="reason" rows={2} maxLength={1_000} />}
        </Field>
        <div className="flex items-center justify-end gap-3">
          <FormError message={message} />
          <Button type="submit" look="primary" pending={pending}>
            Reopen incident
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

'use client';
import type { FormEvent } from 'react';
import { returnUpdate } from '@/actions/comms';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Textarea } from '@/components/ui/textarea';
import { useAction } from '@/components/ui/use-action';

/** What has to change before it may be sent. */
export function ReturnDialog({ on, onClose }: { on: { number: number; update: string; revision: number }; onClose: () => void }) {
  const { run, pending, fieldError, message } = useAction(returnUpdate, ['reason']);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (await run({ ...on, reason: String(new FormData(event.currentTarget).get('reason')).trim() })) onClose();
  };
  return (
    <Dialog title="Return the update" onClose={onClose}>
      <form onSubmit={submit} noValidate className="grid gap-4 px-4 pt-2 pb-4">
        <Field label="What has to change" error={fieldError('reason')}>
          {(control) => <Textarea {...control} name="reason" rows={2} maxLength={1_000} required />}
        </Field>
        <div className="flex items-center justify-end gap-3">
          <FormError message={message} />
          <Button type="submit" look="primary" pending={pending}>
            Return it
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

'use client';
import { type FormEvent, useState } from 'react';
import { stopProcedure } from '@/actions/procedures';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Textarea } from '@/components/ui/textarea';
import { useAction } from '@/components/ui/use-action';

/** Ends the procedure before its last step; asks why. */
export function StopProcedureButton({ procedure, title, onStopped }: { procedure: string; title: string; onStopped: () => void }) {
  const [asking, setAsking] = useState(false);
  const { run, pending, fieldError, message } = useAction(stopProcedure, ['reason']);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason')).trim();
    if (!(await run({ procedure, ...(reason ? { reason } : {}) }))) return;
    setAsking(false);
    onStopped();
  };
  return (
    <>
      <Button size="sm" look="quiet" aria-label={`Stop: ${title}`} onClick={() => setAsking(true)}>
        Stop
      </Button>
      {asking && (
        <Dialog title={`Stop: ${title}`} onClose={() => setAsking(false)}>
          <form onSubmit={submit} className="grid gap-4 px-4 pt-2 pb-4">
            <Field label="Reason" optional error={fieldError('reason')} hint="What was done stays on the record.">
              {(control) => <Textarea {...control} name="reason" rows={2} maxLength={1_000} />}
            </Field>
            <div className="flex items-center justify-end gap-3">
              <FormError message={message} />
              <Button type="submit" look="primary" pending={pending}>
                Stop procedure
              </Button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  );
}

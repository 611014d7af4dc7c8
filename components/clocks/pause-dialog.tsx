'use client';
import type { FormEvent } from 'react';
import { pauseClock } from '@/actions/clocks';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Textarea } from '@/components/ui/textarea';
import { useAction } from '@/components/ui/use-action';
import { CLOCK_WORDS } from '@/domain/incidents/clocks/rules';
import type { ClockName } from '@/domain/incidents/clocks/schema';

/** Why this clock stands still for a while. */
export default function PauseDialog({ number, clock, onClose }: { number: number; clock: ClockName; onClose: () => void }) {
  const { run, pending, fieldError, message } = useAction(pauseClock, ['reason']);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason'));
    if (await run({ number, clock, reason })) onClose();
  };
  return (
    <Dialog title={`Pause the clock: ${CLOCK_WORDS[clock]}`} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-4 px-4 pt-2 pb-4" noValidate>
        <Field
          label="Reason"
          error={fieldError('reason')}
          hint="It stands in the timeline. What is due moves by the time that the clock stands."
        >
          {(control) => (
            <Textarea {...control} name="reason" rows={2} maxLength={1_000} placeholder="Waiting for the vendor until 15:00 UTC" />
          )}
        </Field>
        <div className="flex items-center justify-end gap-3">
          <FormError message={message} />
          <Button type="submit" look="primary" pending={pending}>
            Pause clock
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

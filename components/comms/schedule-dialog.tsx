'use client';
import { type FormEvent, useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormFoot } from '@/components/ui/form-foot';
import { Input } from '@/components/ui/input';
import { fieldOfInstant } from '@/components/ui/local-time';
import type { Sending } from './use-sending';

const AHEAD_MS = 30 * 60_000;

/** When it is to be sent, by the reader's own clock. */
export function ScheduleDialog({ sending, onClose }: { sending: Sending; onClose: () => void }) {
  const [at, setAt] = useState(() => fieldOfInstant(new Date(Date.now() + AHEAD_MS).toISOString(), undefined));
  const [unsaid, setUnsaid] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const instant = new Date(at);
    const isTime = !Number.isNaN(instant.getTime());
    setUnsaid(!isTime);
    if (isTime) sending.schedule(instant.toISOString());
  };
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <Dialog title="Schedule the update" onClose={onClose}>
      <form onSubmit={submit} noValidate className="grid gap-4 px-4 pt-2 pb-4">
        <Field
          label="When"
          error={unsaid ? 'choose a date and a time' : sending.fieldError('at')}
          hint={`In ${zone}. It is filled in with the facts of that moment.`}
        >
          {(control) => <Input {...control} name="at" type="datetime-local" value={at} onChange={({ target }) => setAt(target.value)} />}
        </Field>
        <FormFoot message={sending.message} pending={sending.pending}>
          Schedule
        </FormFoot>
      </form>
    </Dialog>
  );
}

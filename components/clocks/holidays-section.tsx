'use client';
import { useRouter } from 'next/navigation';
import type { FormEvent } from 'react';
import { addHoliday, removeHoliday } from '@/actions/clocks';
import { dayOf } from '@/components/incidents/timeline/timeline-rows';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { useAction } from '@/components/ui/use-action';
import type { CalendarView } from '@/domain/incidents/clocks/get-calendar';

/** The days on which nobody works though they would. */
export function HolidaysSection({ holidays, mayChange }: { holidays: CalendarView['holidays']; mayChange: boolean }) {
  const { run, pending, message } = useAction(removeHoliday);
  const router = useRouter();
  const remove = async (date: string) => {
    await run({ date });
    router.refresh();
  };
  return (
    <div className="grid max-w-xl gap-4">
      {holidays.length === 0 && <p className="text-ink-2">None yet. Every business day counts.</p>}
      <ul hidden={holidays.length === 0} className="divide-y divide-line">
        {holidays.map(({ date, name }) => (
          <li key={date} className="flex items-center justify-between gap-4 py-1">
            <span>
              {name} <span className="text-ink-3">{dayOf(date, 'UTC')}</span>
            </span>
            {mayChange && (
              <Button size="sm" aria-label={`Remove ${name}`} pending={pending} onClick={() => remove(date)}>
                Remove
              </Button>
            )}
          </li>
        ))}
      </ul>
      <FormError message={message} />
      {mayChange && <AddHolidayForm />}
    </div>
  );
}

function AddHolidayForm() {
  const { run, pending, fieldError, message } = useAction(addHoliday, ['date', 'name']);
  const router = useRouter();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    if (!(await run({ date: form.get('date'), name: form.get('name') }))) return;
    element.reset();
    router.refresh();
  };
  return (
    <form onSubmit={submit} className="grid gap-3" noValidate>
      <div className="grid items-start gap-3 sm:grid-cols-[10rem_minmax(0,1fr)]">
        <Field label="Date" error={fieldError('date')}>
          {(control) => <Input {...control} type="date" name="date" />}
        </Field>
        <Field label="Name" error={fieldError('name')}>
          {(control) => <Input {...control} name="name" autoComplete="off" maxLength={100} />}
        </Field>
      </div>
      <div className="flex items-center gap-3">
        <Button type="submit" pending={pending}>
          Add holiday
        </Button>
        <FormError message={message} />
      </div>
    </form>
  );
}

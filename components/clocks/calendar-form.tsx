'use client';
import { changeCalendar } from '@/actions/clocks';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SettingsForm, ZoneField } from '@/components/ui/settings-form';
import { useAction } from '@/components/ui/use-action';
import type { CalendarView } from '@/domain/incidents/clocks/get-calendar';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const DAY_MINUTES = 1_440;

/** "09:30" of the 570th minute; a day ends at 24:00, which a clock shows as 00:00. */
const clockOf = (minute: number) =>
  `${String(Math.floor((minute % DAY_MINUTES) / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const minuteOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** Zone, days and hours that "next business day" counts by. */
export function CalendarForm({ calendar, zones, mayChange }: { calendar: CalendarView; zones: string[]; mayChange: boolean }) {
  const { run, pending, fieldError, message } = useAction(changeCalendar, ['zone', 'weekdays', 'startMinute', 'endMinute']);
  const save = (form: FormData) => {
    return run({
      version: calendar.version,
      zone: form.get('zone'),
      weekdays: form.getAll('weekdays').map(Number),
      startMinute: minuteOf(String(form.get('start'))),
      endMinute: minuteOf(String(form.get('end'))) || DAY_MINUTES,
    });
  };
  return (
    <SettingsForm legend="Business days and hours" what="calendar" mayChange={mayChange} pending={pending} message={message} save={save}>
      <ZoneField zones={zones} value={calendar.zone} error={fieldError('zone')} />
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-sm font-medium">Business days</legend>
        <div className="flex flex-wrap gap-x-5 gap-y-1">
          {DAYS.map((day, at) => (
            <Checkbox key={day} name="weekdays" value={at + 1} defaultChecked={calendar.weekdays.includes(at + 1)} label={day} />
          ))}
        </div>
        {fieldError('weekdays') && (
          <p role="alert" className="text-sm text-fail">
            <span aria-hidden="true">✕ </span>
            {fieldError('weekdays')}
          </p>
        )}
      </fieldset>
      <div className="flex gap-4">
        <Field label="Begins" error={fieldError('startMinute')}>
          {(control) => <Input {...control} type="time" name="start" defaultValue={clockOf(calendar.startMinute)} required />}
        </Field>
        <Field label="Ends" error={fieldError('endMinute')}>
          {(control) => <Input {...control} type="time" name="end" defaultValue={clockOf(calendar.endMinute)} required />}
        </Field>
      </div>
    </SettingsForm>
  );
}

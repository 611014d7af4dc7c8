'use client';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { fieldOfWallClock, instantOfWallClock } from './wall-clock';

/** What is written in the fields, before it is anything. */
export type MeetingDraft = {
  at: string;
  zone: string;
  minutes: number;
  place: string | null;
  attendees: { email: string; name: string }[];
};

type MeetingFieldsProps = { draft: MeetingDraft; zones: readonly string[]; error: (field: string) => string | undefined };

/** When, in which zone, where, with whom: read from the form by `meetingOf`. */
export function MeetingFields({ draft, zones, error }: MeetingFieldsProps) {
  const [zone, setZone] = useState(draft.zone);
  /** What somebody typed is meant in whichever zone is chosen. */
  const [said, setSaid] = useState<string>();
  const listed = zones.includes(zone) ? zones : [zone, ...zones];
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="When" error={error('at')}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              name="at"
              value={said ?? fieldOfWallClock(draft.at, zone)}
              onChange={(event) => setSaid(event.target.value)}
              required
            />
          )}
        </Field>
        <Field label="Time zone" error={error('zone')}>
          {(control) => (
            <Select {...control} name="zone" value={zone} onChange={(event) => setZone(event.target.value)}>
              {listed.map((one) => (
                <option key={one}>{one}</option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Minutes" error={error('minutes')}>
          {(control) => <Input {...control} name="minutes" type="number" min={5} max={480} step={5} defaultValue={draft.minutes} />}
        </Field>
        <Field label="Where" optional error={error('place')}>
          {(control) => (
            <Input {...control} name="place" maxLength={2_000} defaultValue={draft.place ?? ''} placeholder="https://…, or a room" />
          )}
        </Field>
      </div>
      <Field
        label="Attendees"
        optional
        error={error('attendees')}
        hint="One e-mail address a line. Each gets an invitation for the calendar."
      >
        {(control) => (
          <Textarea {...control} name="attendees" rows={3} defaultValue={draft.attendees.map(({ email }) => email).join('\n')} />
        )}
      </Field>
    </>
  );
}

/** What the fields of a form say. */
export function meetingOf(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const zone = text('zone');
  const emails = text('attendees')
    .split(/[\n,;]+/)
    .map((one) => one.trim());
  return {
    at: instantOfWallClock(text('at'), zone) ?? '',
    zone,
    // Nothing, or no number, is refused at its field.
    minutes: Number(text('minutes') || Number.NaN),
    ...(text('place') ? { place: text('place') } : {}),
    attendees: emails.filter(Boolean).map((email) => ({ email })),
  };
}

/** What is wrong with a field, wherever in it: attendees are refused one by one. */
export const errorWithin =
  (details: readonly { field: string; message: string }[] | undefined, prefix = '') =>
  (field: string): string | undefined => {
    const found = details?.find((one) => one.field === `${prefix}${field}` || one.field.startsWith(`${prefix}${field}.`));
    const place = found?.field.slice(`${prefix}${field}.`.length).split('.')[0];
    return place && /^\d+$/.test(place) ? `Address ${Number(place) + 1}: ${found?.message}` : found?.message;
  };

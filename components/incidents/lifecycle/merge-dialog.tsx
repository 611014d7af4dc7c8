'use client';
import { type FormEvent, useEffect, useState } from 'react';
import { mergeIncident } from '@/actions/incidents';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormFoot } from '@/components/ui/form-foot';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { useAction } from '@/components/ui/use-action';
import type { IncidentView } from '@/domain/incidents/schema';

type MergeDialogProps = { incident: IncidentView; onMerged: (into: number) => void; onClose: () => void };

/** Which open incident goes on for this one, and why it is the same. */
export default function MergeDialog({ incident, onMerged, onClose }: MergeDialogProps) {
  const { run, pending, fieldError, message } = useAction(mergeIncident, ['into', 'reason']);
  const open = useOpenIncidents(incident.number);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const reason = String(form.get('reason')).trim();
    const merged = await run({ number: incident.number, into: Number(form.get('into')), reason: reason || undefined });
    if (merged) onMerged(merged.number);
  };
  return (
    <Dialog title={`Merge #${incident.number} into another incident`} onClose={onClose}>
      <form onSubmit={submit} noValidate className="grid gap-4 px-4 pt-2 pb-4">
        <p className="text-ink-2">
          This one ends as a duplicate. The other shows both timelines, its people go on there, and what is here stays readable.
        </p>
        <Field label="Goes on as" error={fieldError('into')} hint={open?.length === 0 ? 'No other incident is open.' : undefined}>
          {(control) => (
            <Select {...control} name="into" required>
              <option value="">{open ? 'Choose an open incident' : 'Loading…'}</option>
              {open?.map(({ number, severity, title }) => (
                <option key={number} value={number}>
                  {severity} #{number} {title}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Reason" optional error={fieldError('reason')}>
          {(control) => <Textarea {...control} name="reason" rows={2} maxLength={1_000} placeholder="Why it is the same" />}
        </Field>
        <FormFoot message={message} pending={pending}>
          Merge incident
        </FormFoot>
      </form>
    </Dialog>
  );
}

/** The open incidents but this one; empty when they cannot be told. */
function useOpenIncidents(number: number): IncidentView[] | undefined {
  const [open, setOpen] = useState<IncidentView[]>();
  useEffect(() => {
    const gone = new AbortController();
    fetch('/api/v1/incidents?status=open&limit=100', { signal: gone.signal })
      .then((answer) => (answer.ok ? answer.json() : { items: [] }))
      .then(({ items }: { items: IncidentView[] }) => setOpen(items.filter((one) => one.number !== number)))
      .catch(() => {});
    return () => gone.abort();
  }, [number]);
  return open;
}

'use client';
import { type FormEvent, useState } from 'react';
import { editDetails } from '@/actions/incidents';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { fieldOfInstant, instantOfField } from '@/components/ui/local-time';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { useTimeZone } from '@/components/ui/time';
import { useAction } from '@/components/ui/use-action';
import type { IncidentView } from '@/domain/incidents/schema';
import { IncidentKind } from '@/prisma/generated/enums';
import { KIND_WORDS } from './kind-words';

const FIELDS = ['title', 'impact', 'summary', 'service', 'kind', 'startedAt', 'tags', 'bridgeUrl'] as const;

/** What the fields say, as the verb takes it. */
function detailsOf(form: FormData, seen: IncidentView, zone: 'UTC' | undefined) {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const startedAt = text('startedAt');
  return {
    title: text('title'),
    impact: text('impact') || null,
    summary: text('summary') || null,
    service: text('service') || null,
    kind: text('kind'),
    // The field knows no seconds: what was not touched stays as it is.
    startedAt: startedAt === fieldOfInstant(seen.startedAt, zone) ? seen.startedAt : (instantOfField(startedAt, zone) ?? ''),
    customerVisible: form.get('customerVisible') === 'on',
    tags: [
      ...new Set(
        text('tags')
          .toLowerCase()
          .split(',')
          .map((tag) => tag.trim())
          .filter(Boolean),
      ),
    ],
    bridgeUrl: text('bridgeUrl') || null,
  };
}

/** All that is said of an incident. Only what was changed is sent, with what was seen, so that nobody's words are lost. */
export function EditDetailsForm({ incident, onClose }: { incident: IncidentView; onClose: () => void }) {
  const [seen] = useState(incident);
  const zone = useTimeZone();
  const { run, pending, fieldError, message } = useAction(editDetails, FIELDS);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wanted = Object.entries(detailsOf(new FormData(event.currentTarget), seen, zone));
    const was = (name: string) => seen[name as keyof IncidentView];
    const changed = wanted.filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(was(name)));
    if (changed.length === 0) return onClose();
    const before = Object.fromEntries(changed.map(([name]) => [name, was(name)]));
    if (await run({ number: seen.number, ...Object.fromEntries(changed), seen: before })) onClose();
  };
  return (
    <form onSubmit={submit} noValidate aria-label="Details" className="grid gap-4">
      <Field label="Title" error={fieldError('title')}>
        {(control) => <Input {...control} name="title" maxLength={200} required autoFocus defaultValue={seen.title} />}
      </Field>
      <Field label="Impact" optional error={fieldError('impact')}>
        {(control) => (
          <Textarea
            {...control}
            name="impact"
            rows={2}
            maxLength={4_000}
            defaultValue={seen.impact ?? ''}
            placeholder="What users notice"
          />
        )}
      </Field>
      <Field label="Summary" optional error={fieldError('summary')}>
        {(control) => <Textarea {...control} name="summary" rows={2} maxLength={4_000} defaultValue={seen.summary ?? ''} />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Service" optional error={fieldError('service')}>
          {(control) => <Input {...control} name="service" maxLength={100} defaultValue={seen.service ?? ''} />}
        </Field>
        <Field label="Kind" error={fieldError('kind')} hint="A security breach becomes restricted.">
          {(control) => (
            <Select {...control} name="kind" defaultValue={seen.kind}>
              {Object.values(IncidentKind).map((kind) => (
                <option key={kind} value={kind}>
                  {KIND_WORDS[kind]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={zone ? 'Began (UTC)' : 'Began'} error={fieldError('startedAt')}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              name="startedAt"
              max={fieldOfInstant(seen.declaredAt, zone)}
              defaultValue={fieldOfInstant(seen.startedAt, zone)}
            />
          )}
        </Field>
        <Field label="Tags" optional error={fieldError('tags')} hint="Separated by commas.">
          {(control) => <Input {...control} name="tags" defaultValue={seen.tags.join(', ')} />}
        </Field>
      </div>
      <Field label="Bridge" optional error={fieldError('bridgeUrl')} hint="The address of the call where people talk.">
        {(control) => (
          <Input {...control} type="url" name="bridgeUrl" maxLength={2_000} placeholder="https://" defaultValue={seen.bridgeUrl ?? ''} />
        )}
      </Field>
      <Checkbox name="customerVisible" defaultChecked={seen.customerVisible} label="Customers see it" />
      <div className="flex items-center justify-end gap-3">
        <FormError message={message} />
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" pending={pending}>
          Save details
        </Button>
      </div>
    </form>
  );
}

'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useRef, useState } from 'react';
import { declareIncident } from '@/actions/incidents';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { newKey } from '@/components/ui/new-key';
import { Textarea } from '@/components/ui/textarea';
import { useAction } from '@/components/ui/use-action';
import type { Severity } from '@/prisma/generated/enums';
import { OpenIncidents } from './open-incidents';
import { SeverityChoice, type SeverityMeaning } from './severity-choice';

export type DeclareFormProps = {
  meanings: SeverityMeaning[];
  services: string[];
  prefill?: { severity?: Severity; service?: string; runbook?: string };
  /** Where the form goes without scripts. */
  action?: (form: FormData) => Promise<void>;
};

const FIELDS = ['title', 'severity', 'service', 'summary'] as const;

/** Title and Enter are enough. Pressed twice, or sent again after a break, it is one incident. */
export function DeclareForm({ meanings, services, prefill = {}, action, className }: DeclareFormProps & { className?: string }) {
  const router = useRouter();
  const { run, pending, fieldError, message } = useAction(declareIncident, FIELDS);
  const [declared, setDeclared] = useState(false);
  const keyFor = useKey();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const input = Object.fromEntries(
      [...FIELDS, 'runbook' as const].map((name) => [name, String(form.get(name) ?? '').trim() || undefined]),
    );
    const incident = await run({ ...input, title: input.title ?? '', idempotencyKey: keyFor(JSON.stringify(input)) });
    if (!incident) return;
    setDeclared(true);
    router.push(`/incidents/${incident.number}`);
  };
  return (
    <form data-declare action={action} onSubmit={submit} noValidate className={cx('grid grid-cols-[minmax(0,1fr)] gap-4', className)}>
      {prefill.runbook && <input type="hidden" name="runbook" value={prefill.runbook} />}
      <Field
        label="Title"
        error={fieldError('title')}
        hint={prefill.runbook && `From the runbook ${prefill.runbook}, which opens in the incident.`}
      >
        {(control) => (
          <Input
            {...control}
            name="title"
            maxLength={200}
            required
            autoFocus
            autoComplete="off"
            placeholder="What is broken, in a few words"
          />
        )}
      </Field>
      <OpenIncidents />
      <SeverityChoice meanings={meanings} chosen={prefill.severity ?? 'P1'} error={fieldError('severity')} />
      <Field label="Service" optional error={fieldError('service')}>
        {(control) => (
          <>
            <Input
              {...control}
              name="service"
              maxLength={100}
              list={`${control.id}-known`}
              defaultValue={prefill.service}
              autoComplete="off"
            />
            <datalist id={`${control.id}-known`}>
              {services.map((service) => (
                <option key={service} value={service} />
              ))}
            </datalist>
          </>
        )}
      </Field>
      <Field label="Summary" optional error={fieldError('summary')}>
        {(control) => (
          <Textarea {...control} name="summary" rows={2} maxLength={4_000} placeholder="What people see, since when, what changed" />
        )}
      </Field>
      <div className="flex items-center justify-end gap-3 in-[dialog]:sticky in-[dialog]:bottom-0 in-[dialog]:-mx-4 in-[dialog]:-mb-4 in-[dialog]:border-t in-[dialog]:bg-surface in-[dialog]:px-4 in-[dialog]:py-3">
        <FormError message={message} />
        <Button type="submit" look="primary" pending={pending || declared}>
          Declare incident
        </Button>
      </div>
    </form>
  );
}

/** A key that stays with what is asked: the same contents get the same one, so that asking again is not a second incident. */
function useKey(): (contents: string) => string {
  const last = useRef({ contents: '', key: '' });
  return (contents) => {
    if (last.current.contents !== contents) last.current = { contents, key: newKey() };
    return last.current.key;
  };
}

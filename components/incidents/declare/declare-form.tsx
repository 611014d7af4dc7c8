'use client';
import { useState } from 'react';
import { OpenIncidents } from '@/components/incidents/list/open-incidents';
import { SeverityChoice, type SeverityMeaning } from '@/components/incidents/severity/severity-choice';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import type { Severity } from '@/prisma/generated/enums';
import { DeclareMore } from './declare-more';
import { SuggestedRunbooks } from './suggested-runbooks';
import { useDeclare } from './use-declare';

type DeclareFormProps = {
  meanings: SeverityMeaning[];
  services: string[];
  prefill?: { severity?: Severity; service?: string; runbook?: string };
  className?: string;
};

/** Title and Enter are enough. */
export function DeclareForm({ meanings, services, prefill = {}, className }: DeclareFormProps) {
  const { submit, withoutScripts, typed, pending, fieldError, message } = useDeclare();
  const from = prefill.runbook && `From the runbook ${prefill.runbook}, which opens in the incident.`;
  const [severity, setSeverity] = useState<Severity>((typed?.severity as Severity | undefined) ?? prefill.severity ?? 'P1');
  return (
    <form
      data-declare
      action={withoutScripts}
      onSubmit={submit}
      noValidate
      className={cx('grid grid-cols-[minmax(0,1fr)] gap-4', className)}
    >
      {prefill.runbook && <input type="hidden" name="runbook" value={prefill.runbook} />}
      <Field label="Title" error={fieldError('title')} hint={from}>
        {(control) => (
          <Input
            {...control}
            name="title"
            maxLength={200}
            required
            autoFocus
            autoComplete="off"
            defaultValue={typed?.title}
            placeholder="What is broken, in a few words"
          />
        )}
      </Field>
      <SeverityChoice meanings={meanings} chosen={severity} error={fieldError('severity')} onChoose={setSeverity} />
      <ServiceField services={services} service={typed?.service ?? prefill.service} error={fieldError('service')} />
      <Field label="Summary" optional error={fieldError('summary')}>
        {(control) => (
          <Textarea
            {...control}
            name="summary"
            rows={2}
            maxLength={4_000}
            defaultValue={typed?.summary}
            placeholder="What people see, since when, what changed"
          />
        )}
      </Field>
      {!prefill.runbook && <SuggestedRunbooks />}
      <DeclareMore typed={typed} fieldError={fieldError} />
      <OpenIncidents />
      <div className="flex items-center justify-end gap-3 in-[dialog]:sticky in-[dialog]:bottom-0 in-[dialog]:-mx-4 in-[dialog]:-mb-4 in-[dialog]:border-t in-[dialog]:bg-surface in-[dialog]:px-4 in-[dialog]:py-3">
        <FormError message={message} />
        <Button type="submit" look="primary" pending={pending}>
          Declare incident
        </Button>
      </div>
    </form>
  );
}

function ServiceField({ services, service, error }: { services: string[]; service?: string; error?: string }) {
  return (
    <Field label="Service" optional error={error}>
      {(control) => (
        <>
          <Input {...control} name="service" maxLength={100} list={`${control.id}-known`} defaultValue={service} autoComplete="off" />
          <datalist id={`${control.id}-known`}>
            {services.map((known) => (
              <option key={known} value={known} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

'use client';
import { useState } from 'react';
import { KIND_WORDS } from '@/components/incidents/details/kind-words';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { useTimeZone } from '@/components/ui/time';
import { IncidentKind } from '@/prisma/generated/enums';

type DeclareMoreProps = { typed?: Record<string, string | undefined>; fieldError: (name: string) => string | undefined };

/** What can also be said when declaring, folded away: none of it need be known yet. */
export function DeclareMore({ typed, fieldError }: DeclareMoreProps) {
  const [kind, setKind] = useState(typed?.kind ?? 'other');
  const [restricted, setRestricted] = useState(typed?.restricted === 'on');
  const zone = useTimeZone();
  const wrong = ['kind', 'impact', 'startedAt', 'labels'].some(fieldError);
  return (
    <details open={wrong || undefined}>
      <summary className="w-fit cursor-pointer text-sm font-medium">
        More <span className="font-normal text-ink-3">kind, impact, labels, when it began, who may know</span>
      </summary>
      <div className="mt-3 grid gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Kind" error={fieldError('kind')}>
            {(control) => (
              <Select
                {...control}
                name="kind"
                value={kind}
                onChange={({ target }) => {
                  setKind(target.value);
                  setRestricted(target.value === 'security_breach');
                }}
              >
                {Object.values(IncidentKind).map((one) => (
                  <option key={one} value={one}>
                    {KIND_WORDS[one]}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={zone ? 'Began (UTC)' : 'Began'} optional error={fieldError('startedAt')} hint="If it was earlier than now.">
            {(control) => <Input {...control} type="datetime-local" name="startedAt" defaultValue={typed?.startedAt} />}
          </Field>
        </div>
        <Field label="Impact" optional error={fieldError('impact')}>
          {(control) => (
            <Textarea {...control} name="impact" rows={2} maxLength={4_000} defaultValue={typed?.impact} placeholder="What users notice" />
          )}
        </Field>
        <Field
          label="Labels"
          optional
          error={fieldError('labels')}
          hint="Of the alert, a line each. They find runbooks and fill in their inputs."
        >
          {(control) => (
            <Textarea
              {...control}
              name="labels"
              rows={2}
              maxLength={20_000}
              defaultValue={typed?.labels}
              spellCheck={false}
              className="font-mono"
              placeholder="alertname=DatabaseConnectionHigh"
            />
          )}
        </Field>
        <div className="grid gap-2">
          <Checkbox name="customerVisible" defaultChecked={typed?.customerVisible === 'on'} label="Customers see it" />
          <Checkbox
            name="restricted"
            checked={restricted}
            onChange={({ target }) => setRestricted(target.checked)}
            label={
              <>
                Restricted{' '}
                <span className="text-ink-3">
                  to those who take part, and admins{kind === 'security_breach' && '; a security breach is, unless you say otherwise'}
                </span>
              </>
            }
          />
        </div>
      </div>
    </details>
  );
}

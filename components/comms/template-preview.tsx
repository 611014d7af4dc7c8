'use client';
import { useState } from 'react';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { Skeleton } from '@/components/ui/skeleton';
import { whyUnknown } from '@/domain/comms/variables/rules';
import { variable } from '@/domain/comms/variables/schema';
import type { Audience, Severity, TemplatePurpose } from '@/prisma/generated/enums';
import { ChannelPreview } from './channel-preview';
import { usePreview } from './use-preview';

export type PastIncident = { number: number; title: string; severity: Severity };
type TemplatePreviewProps = {
  words: { purpose: TemplatePurpose; audience: Audience; subject: string; body: string };
  incidents: PastIncident[];
};

/** What a template says for an incident that was. */
export function TemplatePreview({ words, incidents }: TemplatePreviewProps) {
  const [number, setNumber] = useState(incidents[0]?.number);
  if (number === undefined)
    return <EmptyState title="Nothing to preview it with">Once there is an incident, its facts are filled in here.</EmptyState>;
  return (
    <div className="grid min-w-0 content-start gap-3">
      <Field label="Preview with">
        {(control) => (
          <Select {...control} value={number} onChange={({ target }) => setNumber(Number(target.value))}>
            {incidents.map((incident) => (
              <option key={incident.number} value={incident.number}>
                #{incident.number} {incident.severity} {incident.title}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Shown number={number} words={words} />
    </div>
  );
}

function Shown({ number, words: { purpose, audience, subject, body } }: { number: number; words: TemplatePreviewProps['words'] }) {
  const { data: preview, error } = usePreview(number, { purpose, audience, subject, body, variables: {} });
  if (!preview) return <div role="status">{error ? `There is no preview: ${error.message}` : <Skeleton className="h-96" />}</div>;
  const { missing, unknown } = preview;
  return (
    <>
      {missing.length > 0 && (
        <p className="text-sm text-ink-2">Not known there: {missing.map((name) => variable(name).label).join(', ')}.</p>
      )}
      {unknown.length > 0 && (
        <p className="text-sm text-fail">
          <span aria-hidden="true">✕ </span>It {unknown.map(whyUnknown).join(', and ')}.
        </p>
      )}
      <ChannelPreview preview={preview} />
    </>
  );
}

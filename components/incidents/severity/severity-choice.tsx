'use client';
import { useRef } from 'react';
import { SeverityMark } from '@/components/ui/severity-mark';
import type { Severity } from '@/prisma/generated/enums';
import { AssessSeverity } from './assess-severity';

/** What a choice of severity must say: what it means, and how soon someone must have it. */
export type SeverityMeaning = { severity: Severity; label: string; definition: string; response: string };

type SeverityChoiceProps = { meanings: SeverityMeaning[]; chosen: Severity; error?: string; onChoose: (severity: Severity) => void };

/** The four severities with their definitions in view, so that nobody has to remember them. */
export function SeverityChoice({ meanings, chosen, error, onChoose }: SeverityChoiceProps) {
  const ref = useRef<HTMLFieldSetElement>(null);
  const choose = (severity: Severity) => ref.current?.querySelector<HTMLInputElement>(`input[value="${severity}"]`)?.click();
  return (
    <fieldset ref={ref} className="grid gap-1">
      <legend className="mb-1 text-sm font-medium">Severity</legend>
      <div className="divide-y divide-line rounded-md border border-edge">
        {meanings.map(({ severity, label, definition, response }) => (
          <label
            key={severity}
            className="grid grid-cols-[auto_3.25rem_minmax(0,1fr)] items-baseline gap-x-2 px-2.5 py-1.5 has-checked:bg-ink/8"
          >
            <input
              type="radio"
              name="severity"
              value={severity}
              checked={severity === chosen}
              onChange={() => onChoose(severity)}
              required
            />
            <SeverityMark severity={severity} />
            <span>
              <span className="font-medium">{label}.</span> {definition}
              <span className="block text-sm text-ink-3">{response}</span>
            </span>
          </label>
        ))}
      </div>
      <AssessSeverity onAssessed={choose} />
      {error && (
        <p role="alert" className="text-sm text-fail">
          <span aria-hidden="true">✕ </span>
          {error}
        </p>
      )}
    </fieldset>
  );
}

'use client';
import { useEffect, useRef, useState } from 'react';
import { useAnswer } from '@/components/diagnostics/use-answer';
import type { Suggestion } from '@/domain/incidents/suggestions/rules';
import { reasonWords } from './reason-words';

/** Typing rests this long before the console is asked. */
const REST_MS = 300;
const FIELDS = ['title', 'service', 'summary', 'labels'];

/** Runbooks that fit what the form says so far, to open the incident with. Silent where none does. */
export function SuggestedRunbooks() {
  const ref = useRef<HTMLFieldSetElement>(null);
  const address = useFormAddress(ref);
  const { items = [] } = useAnswer<{ items: Suggestion[] }>(address) ?? {};
  return (
    <fieldset ref={ref} hidden={items.length === 0} className="grid gap-1 text-sm">
      <legend className="mb-1 font-medium">
        Open it with <span className="font-normal text-ink-3">a runbook that may fit</span>
      </legend>
      {items.map(({ slug, title, service, reasons }) => (
        <label key={slug} className="flex items-start gap-2 touch:min-h-10">
          <input type="radio" name="runbook" value={slug} className="mt-0.5 size-4 shrink-0 touch:size-5" />
          <span className="min-w-0">
            {title}{' '}
            <span className="text-ink-3 wrap-anywhere">
              {service} · {reasonWords(reasons)}
            </span>
          </span>
        </label>
      ))}
      {items.length > 0 && (
        <label className="flex items-start gap-2 touch:min-h-10">
          <input type="radio" name="runbook" value="" defaultChecked className="mt-0.5 size-4 shrink-0 touch:size-5" />
          <span className="text-ink-2">none yet</span>
        </label>
      )}
    </fieldset>
  );
}

/** What to ask for the form around it; nothing until something is said there. */
function useFormAddress(ref: React.RefObject<HTMLFieldSetElement | null>): string | null {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const form = ref.current?.form;
    if (!form) return;
    let resting: ReturnType<typeof setTimeout>;
    const read = () => {
      const said = new FormData(form);
      const given = FIELDS.map((name) => [name, String(said.get(name) ?? '').trim()]).filter(([, value]) => value !== '');
      setAddress(given.length > 0 ? `/api/v1/suggested-runbooks?${new URLSearchParams(given)}` : null);
    };
    const onInput = () => {
      clearTimeout(resting);
      resting = setTimeout(read, REST_MS);
    };
    form.addEventListener('input', onInput);
    return () => {
      clearTimeout(resting);
      form.removeEventListener('input', onInput);
    };
  }, [ref]);
  return address;
}

'use client';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { addHypothesis } from '@/actions/investigation';
import { useBlocks } from '@/components/incidents/notes/use-blocks';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Select } from '@/components/ui/select';
import { Textarea } from '@/components/ui/textarea';
import { useAction } from '@/components/ui/use-action';
import type { RunbookSummary } from '@/domain/runbooks/schema';

type HypothesisFormProps = { number: number; runbook: string | null; onAdded: () => void; onClose: () => void };

async function readRunbooks(): Promise<RunbookSummary[]> {
  const answer = await fetch('/api/v1/runbooks', { headers: { accept: 'application/json' } });
  if (!answer.ok) return [];
  const { items }: { items: RunbookSummary[] } = await answer.json();
  return items;
}

/** A supposed cause, and the diagnostic that would tell. */
export default function HypothesisForm({ number, runbook, onAdded, onClose }: HypothesisFormProps) {
  const { run, pending, fieldError, message } = useAction(addHypothesis, ['statement', 'block']);
  const { data: runbooks = [] } = useQuery({ queryKey: ['runbooks'], queryFn: readRunbooks, staleTime: 60_000 });
  const [slug, setSlug] = useState(runbook ?? '');
  const diagnostics = useBlocks(slug || null).filter(({ effect }) => effect === 'read');
  const [block, setBlock] = useState('');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const test = block ? { runbook: slug, block, confirmedBy: form.get('confirmedBy') } : {};
    if (!(await run({ number, statement: String(form.get('statement')), ...test }))) return;
    onAdded();
    onClose();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key === 'Escape') onClose();
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.requestSubmit();
  };
  return (
    <form onSubmit={submit} onKeyDown={onKeyDown} noValidate className="grid max-w-[70ch] gap-3 border-b border-line pb-4">
      <Field label="Hypothesis" error={fieldError('statement')}>
        {(control) => (
          <Textarea {...control} name="statement" rows={1} maxLength={2_000} autoFocus placeholder="A worker keeps transactions open" />
        )}
      </Field>
      <div className="grid gap-3 sm:grid-cols-[1fr_1fr_auto]">
        <Field label="Runbook" optional>
          {(control) => (
            <Select {...control} value={slug} onChange={(event) => [setSlug(event.target.value), setBlock('')]}>
              <option value="">None</option>
              {runbooks.map(({ slug: one, title }) => (
                <option key={one} value={one}>
                  {title}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Tested by" optional error={fieldError('block')}>
          {(control) => (
            <Select {...control} value={block} disabled={!slug} onChange={(event) => setBlock(event.target.value)}>
              <option value="">No diagnostic</option>
              {diagnostics.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Confirmed by">
          {(control) => (
            <Select {...control} name="confirmedBy" defaultValue="fail" disabled={!block}>
              <option>fail</option>
              <option>warn</option>
              <option>ok</option>
            </Select>
          )}
        </Field>
      </div>
      <div className="flex items-center gap-2">
        <Button type="submit" look="primary" pending={pending}>
          Add hypothesis
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        <FormError message={message} />
      </div>
    </form>
  );
}

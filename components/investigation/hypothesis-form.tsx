'use client';
import type { FormEvent, KeyboardEvent } from 'react';
import { addHypothesis } from '@/actions/investigation';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Textarea } from '@/components/ui/textarea';
import { useAction } from '@/components/ui/use-action';
import { readTest, TestFields } from './test-fields';

type HypothesisFormProps = { number: number; runbook: string | null; onAdded: () => void; onClose: () => void };

/** A supposed cause, and the diagnostic that would tell. */
export default function HypothesisForm({ number, runbook, onAdded, onClose }: HypothesisFormProps) {
  const { run, pending, fieldError, message } = useAction(addHypothesis, ['statement', 'block']);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (!(await run({ number, statement: String(form.get('statement')), ...readTest(form) }))) return;
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
      <TestFields chosen={{ runbook }} error={fieldError('block')} />
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

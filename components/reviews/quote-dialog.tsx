'use client';
import { useRouter } from 'next/navigation';
import { type Dispatch, type FormEvent, type SetStateAction, useState } from 'react';
import { quoteOutput } from '@/actions/reviews';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormFoot } from '@/components/ui/form-foot';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { useAction } from '@/components/ui/use-action';
import type { SectionKey } from '@/domain/reviews/sections/rules';
import { OutputToQuote } from './output-to-quote';
import type { QuotableRun } from './quotable-run';

const FIELDS = ['run', 'from', 'to', 'note'] as const;
const FIRST_LINE = { from: '1', to: '' };

type Lines = typeof FIRST_LINE;

type QuoteDialogProps = { number: number; section: SectionKey; runs: readonly QuotableRun[]; onClose: () => void };

/** Which lines of which run are quoted. */
export default function QuoteDialog({ number, section, runs, onClose }: QuoteDialogProps) {
  const router = useRouter();
  const [chosen, setChosen] = useState(runs[0]?.id ?? '');
  const [lines, setLines] = useState(FIRST_LINE);
  const { run, pending, fieldError, message } = useAction(quoteOutput, FIELDS);
  const choose = (id: string) => {
    setChosen(id);
    setLines(FIRST_LINE);
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const from = Number(text('from'));
    const asked = { number, section, run: text('run'), from, to: Number(text('to')) || from, note: text('note') };
    if (!(await run(asked))) return;
    onClose();
    router.refresh();
  };
  return (
    <Dialog title="Quote output" wide onClose={onClose}>
      <form onSubmit={submit} noValidate className="grid gap-4 px-4 pt-2 pb-4">
        <Field label="Run" error={fieldError('run')}>
          {(control) => (
            <Select {...control} name="run" value={chosen} onChange={(event) => choose(event.target.value)}>
              {runs.map(({ id, title, target, verdict }) => (
                <option key={id} value={id}>
                  {title} · {target} · {verdict}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {chosen && <OutputToQuote run={chosen} onChoose={({ from, to }) => setLines({ from: String(from), to: String(to) })} />}
        <div className="grid grid-cols-2 gap-4">
          <LineField name="from" label="From line" value={lines.from} onChange={setLines} error={fieldError('from')} />
          <LineField name="to" label="To line" value={lines.to} onChange={setLines} error={fieldError('to')} placeholder="the same" />
        </div>
        <Field label="What it shows" optional error={fieldError('note')}>
          {(control) => <Input {...control} name="note" maxLength={2_000} />}
        </Field>
        <FormFoot message={message} pending={pending}>
          Quote
        </FormFoot>
      </form>
    </Dialog>
  );
}

type LineFieldProps = {
  name: keyof Lines;
  label: string;
  value: string;
  onChange: Dispatch<SetStateAction<Lines>>;
  error: string | undefined;
  placeholder?: string;
};

function LineField({ name, label, value, onChange, error, placeholder }: LineFieldProps) {
  return (
    <Field label={label} error={error}>
      {(control) => (
        <Input
          {...control}
          name={name}
          type="number"
          min={1}
          placeholder={placeholder}
          value={value}
          onChange={(event) => onChange((lines) => ({ ...lines, [name]: event.target.value }))}
        />
      )}
    </Field>
  );
}

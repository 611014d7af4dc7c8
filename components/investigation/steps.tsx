'use client';
import { type FormEvent, useState } from 'react';
import { changeStep } from '@/actions/investigation';
import { NoteText } from '@/components/incidents/notes/note-text';
import { useRoomQuery } from '@/components/incidents/room/use-room-query';
import { STEP_WORDS } from '@/components/incidents/timeline/words/event-words';
import { Button } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Textarea } from '@/components/ui/textarea';
import { Time } from '@/components/ui/time';
import { useAction } from '@/components/ui/use-action';
import type { StepView } from '@/domain/investigation/schema';
import { Part } from './part';
import { STEP_HINTS } from './step-hints';

const MARKS = { pending: '○', current: '▸', done: '✓', skipped: '–' } as const;
const STATES = { pending: 'to do', current: 'now', done: 'done', skipped: 'skipped' } as const;
const changesSteps = (type: string) => type.startsWith('hypothesis_') || type === 'run_ended' || type === 'investigation_step_changed';

/** The eight steps, the current one open. */
export function Steps({ number, mayWork }: { number: number; mayWork: boolean }) {
  const asked = useRoomQuery<{ items: StepView[] }>(number, 'steps', changesSteps);
  const steps = asked.data?.items ?? [];
  const ended = steps.filter(({ state }) => state === 'done' || state === 'skipped').length;
  return (
    <Part title="Steps" note={steps.length > 0 && `${ended} of ${steps.length}`} asked={asked} rows={8}>
      <ol data-list className="divide-y divide-line border-y border-line">
        {steps.map((step) => (
          <Step key={`${step.step} ${step.state}`} number={number} step={step} mayWork={mayWork} onChanged={asked.refetch} />
        ))}
      </ol>
    </Part>
  );
}

type StepProps = { number: number; step: StepView; mayWork: boolean; onChanged: () => void };

function Step({ number, step, mayWork, onChanged }: StepProps) {
  const { state, changedAt, changedBy, note } = step;
  const [open, setOpen] = useState(state === 'current');
  const ended = state === 'done' || state === 'skipped';
  const panel = `step-${step.step}`;
  return (
    <li>
      <button
        type="button"
        data-item
        aria-expanded={open}
        aria-controls={panel}
        onClick={() => setOpen(!open)}
        className="flex w-full items-baseline gap-x-3 py-1.5 text-left hover:bg-ink/4 focus-visible:-outline-offset-2 touch:py-2.5"
      >
        <span aria-hidden="true" className={cx('w-3 shrink-0 text-center', state === 'done' ? 'text-ok' : 'text-ink-3')}>
          {MARKS[state]}
        </span>
        <span className={cx('shrink-0', state === 'current' && 'font-semibold', ended && 'text-ink-2')}>{STEP_WORDS[step.step]}</span>
        <span className={state === 'skipped' ? 'text-sm text-ink-3' : 'sr-only'}>{STATES[state]}</span>
        {ended && note && !open && <span className="min-w-0 grow truncate text-sm text-ink-3 max-sm:hidden">{note.split('\n')[0]}</span>}
        {ended && changedAt && (
          <span className="ml-auto shrink-0 text-sm text-ink-3">
            {changedBy} · <Time at={changedAt} />
          </span>
        )}
      </button>
      {open && (
        <div id={panel} className="grid gap-2 pb-3 pl-6">
          <StepHint step={step} />
          {note && <NoteText body={note} />}
          {mayWork &&
            (ended ? (
              <TakeBack number={number} step={step} onChanged={onChanged} />
            ) : (
              <StepForm number={number} step={step} onChanged={onChanged} />
            ))}
        </div>
      )}
    </li>
  );
}

function StepHint({ step: { step, blockers } }: { step: StepView }) {
  const { says, go } = STEP_HINTS[step];
  return (
    <>
      <p className="max-w-[70ch] text-ink-2">
        {says}{' '}
        {go && (
          <a href={go.href} className="link whitespace-nowrap">
            {go.label}
          </a>
        )}
      </p>
      {blockers.map(({ why, run }) => (
        <p key={`${run} ${why}`} className="text-fail">
          <span aria-hidden="true">✕ </span>Not yet: {why}.{' '}
          {run && (
            <a href={`/runs/${run}`} className="link">
              Look at the run
            </a>
          )}
        </p>
      ))}
    </>
  );
}

type FormProps = { number: number; step: StepView; onChanged: () => void };

function TakeBack({ number, step: { step }, onChanged }: FormProps) {
  const { run, pending, message } = useAction(changeStep);
  return (
    <div className="flex items-center gap-3">
      <Button size="sm" pending={pending} onClick={async () => (await run({ number, step, state: 'pending' })) && onChanged()}>
        Open again
      </Button>
      <FormError message={message} />
    </div>
  );
}

function StepForm({ number, step: { step, state, blockers }, onChanged }: FormProps) {
  const { run, pending, fieldError, message } = useAction(changeStep, ['note']);
  const word = STEP_WORDS[step];
  const [note, setNote] = useState('');
  const change = async (next: 'done' | 'skipped' | 'current') => {
    if (await run({ number, step, state: next, ...(note.trim() ? { note } : {}) })) onChanged();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change('done');
  };
  return (
    <form onSubmit={submit} className="grid max-w-[70ch] gap-2">
      <Field label="What was found" optional error={fieldError('note')}>
        {(control) => <Textarea {...control} rows={1} maxLength={4_000} value={note} onChange={(event) => setNote(event.target.value)} />}
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          type="submit"
          size="sm"
          look={state === 'current' ? 'primary' : 'plain'}
          pending={pending}
          disabled={blockers.length > 0}
          aria-label={`Done: ${word}`}
          data-command={`Done: ${word}`}
        >
          Done
        </Button>
        {state !== 'current' && (
          <Button size="sm" aria-label={`Work on it now: ${word}`} pending={pending} onClick={() => change('current')}>
            Work on it now
          </Button>
        )}
        <Button
          size="sm"
          look="quiet"
          aria-label={`Skip: ${word}`}
          pending={pending}
          onClick={() => change('skipped')}
          title="Say above why"
        >
          Skip
        </Button>
        <FormError message={message} />
      </div>
    </form>
  );
}

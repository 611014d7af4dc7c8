'use client';
import type { FormEvent, ReactNode } from 'react';
import type { ActionResult } from '@/actions/result';
import { Dialog } from './dialog';
import { Field } from './field';
import { FormFoot } from './form-foot';
import { Textarea } from './textarea';
import { useAction } from './use-action';

const MOST_CHARACTERS = 1_000;

type ReasonDialogProps<I, T> = {
  title: string;
  /** What follows from it. */
  says?: ReactNode;
  label?: string;
  hint?: string;
  placeholder?: string;
  optional?: boolean;
  button: string;
  action: (input: I) => Promise<ActionResult<T>>;
  /** What the action is given; without a reason where that is optional and nothing was written. */
  input: (reason: string | undefined) => I;
  onClose: () => void;
  onDone?: (done: T) => void;
};

/** Asks why before something is done that others will want to understand, and does it. */
export function ReasonDialog<I, T>({ title, says, label = 'Reason', hint, placeholder, button, ...rest }: ReasonDialogProps<I, T>) {
  const { optional = false, action, input, onClose, onDone } = rest;
  const { run, pending, fieldError, message } = useAction(action, ['reason']);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason')).trim();
    const done = await run(input(optional && !reason ? undefined : reason));
    if (done === undefined) return;
    onClose();
    onDone?.(done);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} noValidate className="grid gap-4 px-4 pt-2 pb-4">
        {says && <p className="text-ink-2">{says}</p>}
        <Field label={label} optional={optional} error={fieldError('reason')} hint={hint}>
          {(control) => <Textarea {...control} name="reason" rows={2} maxLength={MOST_CHARACTERS} placeholder={placeholder} />}
        </Field>
        <FormFoot message={message} pending={pending}>
          {button}
        </FormFoot>
      </form>
    </Dialog>
  );
}

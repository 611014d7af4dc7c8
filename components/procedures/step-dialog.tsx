'use client';
import type { FormEvent } from 'react';
import { failStep, finishStep, skipStep } from '@/actions/procedures';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormFoot } from '@/components/ui/form-foot';
import { Textarea } from '@/components/ui/textarea';
import { useAction } from '@/components/ui/use-action';
import type { StepView } from '@/domain/procedures/schema';

const ASKS = {
  done: { title: 'Done', label: 'Evidence', field: 'evidence', optional: true, submit: 'Done', action: finishStep },
  fail: { title: 'Did not work', label: 'What was seen', field: 'evidence', optional: false, submit: 'It did not work', action: failStep },
  skip: { title: 'Skip', label: 'Reason', field: 'reason', optional: false, submit: 'Skip step', action: skipStep },
} as const;

type StepDialogProps = { procedure: string; step: StepView; asking: keyof typeof ASKS; onClose: () => void };

/** What is said of a step when it is done, did not work, or is skipped. */
export default function StepDialog({ procedure, step, asking, onClose }: StepDialogProps) {
  const { title, label, field, optional, submit: word, action } = ASKS[asking];
  const { run, pending, fieldError, message } = useAction<unknown, unknown>(action, [field]);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const text = String(new FormData(event.currentTarget).get(field)).trim();
    if (await run({ procedure, step: step.id, ...(text || !optional ? { [field]: text } : {}) })) onClose();
  };
  return (
    <Dialog title={`${title}: ${step.title}`} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-4 px-4 pt-2 pb-4">
        <Field
          label={label}
          optional={optional}
          error={fieldError(field)}
          hint="Goes into the timeline with your name and the time. Markdown."
        >
          {(control) => <Textarea {...control} name={field} rows={3} maxLength={10_000} />}
        </Field>
        <FormFoot message={message} pending={pending}>
          {word}
        </FormFoot>
      </form>
    </Dialog>
  );
}

'use client';
import type { FormEvent } from 'react';
import { escalateIncident } from '@/actions/oncall';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormFoot } from '@/components/ui/form-foot';
import { Textarea } from '@/components/ui/textarea';
import { useAction } from '@/components/ui/use-action';
import type { ContactView, LevelView } from '@/domain/oncall/schema';
import { ContactWays } from './contact-ways';

/** Whom to ask: everyone of a level, or one contact. */
export type EscalationChoice = { level: LevelView } | { contact: ContactView };

type EscalateDialogProps = { number: number; choice: EscalationChoice; restricted: boolean; mail: boolean; onClose: () => void };

/** What is needed of them, in a sentence; it stands in the timeline and goes to their e-mail addresses. */
export default function EscalateDialog({ number, choice, restricted, mail, onClose }: EscalateDialogProps) {
  const { run, pending, fieldError, message } = useAction(escalateIncident, ['note']);
  const asked = 'level' in choice ? { level: choice.level.level } : { contact: choice.contact.id };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const done = await run({ number, ...asked, note: form.get('note'), tellChannels: form.get('tellChannels') === 'on' });
    if (done) onClose();
  };
  return (
    <Dialog
      title={'level' in choice ? `Ask level ${choice.level.level}: ${choice.level.name}` : `Ask ${choice.contact.name}`}
      onClose={onClose}
    >
      <form onSubmit={submit} className="grid gap-4 px-4 pt-2 pb-4" noValidate>
        <WhoIsAsked choice={choice} mail={mail} />
        <Field
          label="What you need from them"
          error={fieldError('note')}
          hint={restricted ? 'Restricted: the message names the incident’s number alone; this stays in the room.' : undefined}
        >
          {(control) => <Textarea {...control} name="note" rows={3} maxLength={2_000} placeholder="What was tried, and what you need" />}
        </Field>
        {!restricted && <Checkbox name="tellChannels" label="Tell the team’s channels too" />}
        <FormFoot message={message} pending={pending}>
          Ask for help
        </FormFoot>
      </form>
    </Dialog>
  );
}

function WhoIsAsked({ choice, mail }: { choice: EscalationChoice; mail: boolean }) {
  const byHand = mail ? 'There is no e-mail address' : 'No mail server is set up';
  if ('level' in choice)
    return (
      <p className="text-ink-2">
        {choice.level.description}{' '}
        {mail
          ? 'Everyone of this level with an e-mail address is written to.'
          : `${byHand}: call them now. This records that they were asked.`}
      </p>
    );
  const { name, methods } = choice.contact;
  const written = mail && methods.some(({ kind }) => kind === 'email');
  return (
    <div className="grid gap-1">
      <ContactWays name={name} methods={methods} />
      {!written && <p className="text-ink-2">{byHand}: call them now. This records that they were asked.</p>}
    </div>
  );
}

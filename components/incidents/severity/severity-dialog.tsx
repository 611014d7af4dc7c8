'use client';
import { type FormEvent, useState } from 'react';
import { changeSeverity } from '@/actions/incidents';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormFoot } from '@/components/ui/form-foot';
import { Textarea } from '@/components/ui/textarea';
import { useAction } from '@/components/ui/use-action';
import type { IncidentView } from '@/domain/incidents/schema';
import { SeverityChoice, type SeverityMeaning } from './severity-choice';

type SeverityDialogProps = { incident: IncidentView; meanings: SeverityMeaning[]; onClose: () => void };

/** Another severity, and why. */
export default function SeverityDialog({ incident, meanings, onClose }: SeverityDialogProps) {
  const [seen] = useState(incident.severity);
  const [chosen, setChosen] = useState(incident.severity);
  const { run, pending, fieldError, message } = useAction(changeSeverity, ['reason', 'severity']);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason')).trim();
    if (await run({ number: incident.number, severity: chosen, from: seen, reason: reason || undefined })) onClose();
  };
  return (
    <Dialog title={`Severity of #${incident.number}`} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-4 px-4 pt-2 pb-4">
        <SeverityChoice meanings={meanings} chosen={chosen} error={fieldError('severity')} onChoose={setChosen} />
        <Field label="Reason" optional error={fieldError('reason')}>
          {(control) => <Textarea {...control} name="reason" rows={2} maxLength={1_000} placeholder="What changed, or what was learned" />}
        </Field>
        <FormFoot message={message} pending={pending} disabled={chosen === incident.severity}>
          {chosen === incident.severity ? `It is ${chosen}` : `Change to ${chosen}`}
        </FormFoot>
      </form>
    </Dialog>
  );
}

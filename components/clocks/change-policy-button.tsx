'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { changeSeverityPolicy } from '@/actions/clocks';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormFoot } from '@/components/ui/form-foot';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { useAction } from '@/components/ui/use-action';
import type { SeverityPolicy } from '@/prisma/generated/client';
import { minutesFromWords, minutesInWords } from './minutes-words';

const TIMES = [
  ['acknowledgeMinutes', 'Acknowledge within'],
  ['statusPageMinutes', 'Status page within'],
  ['updateMinutes', 'Update every'],
  ['resolveMinutes', 'Resolve within'],
  ['warnMinutes', 'Warn before'],
] as const;
const TEXTS = [
  ['definition', 'Definition'],
  ['response', 'Response'],
  ['escalation', 'Escalation'],
  ['communication', 'Communication'],
] as const;
const FIELDS = ['label', 'acknowledgeBusinessDays', ...[...TIMES, ...TEXTS].map(([name]) => name)];

/** Opens the form of a severity's policy. */
export function ChangePolicyButton({ policy }: { policy: SeverityPolicy }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" aria-label={`Change policy of ${policy.severity}`} onClick={() => setOpen(true)}>
        Change policy
      </Button>
      {open && (
        <Dialog title={`Policy of ${policy.severity}`} onClose={() => setOpen(false)} wide>
          <PolicyForm policy={policy} onSaved={() => setOpen(false)} />
        </Dialog>
      )}
    </>
  );
}

function PolicyForm({ policy, onSaved }: { policy: SeverityPolicy; onSaved: () => void }) {
  const { run, pending, fieldError, message } = useAction(changeSeverityPolicy, FIELDS);
  const [unread, setUnread] = useState<readonly string[]>([]);
  const router = useRouter();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const said = (name: string) => String(form.get(name) ?? '').trim();
    const days = said('acknowledgeBusinessDays');
    const odd = TIMES.map(([name]) => name).filter(
      (name) => (said(name) || name === 'warnMinutes') && minutesFromWords(said(name)) === null,
    );
    setUnread(/^\d*$/.test(days) ? odd : [...odd, 'acknowledgeBusinessDays']);
    if (odd.length > 0 || !/^\d*$/.test(days)) return;
    const times = Object.fromEntries(TIMES.map(([name]) => [name, minutesFromWords(said(name))]));
    const texts = Object.fromEntries(TEXTS.map(([name]) => [name, said(name)]));
    const input = { severity: policy.severity, version: policy.version, label: said('label'), ...times, ...texts };
    if (!(await run({ ...input, acknowledgeBusinessDays: days ? Number(days) : null }))) return;
    router.refresh();
    onSaved();
  };
  const errorOf = (name: string, expected = 'write a time such as 15 min, 4 h or 3 d') =>
    unread.includes(name) ? expected : fieldError(name);
  return (
    <form onSubmit={submit} className="grid gap-4 p-4" noValidate>
      <p className="text-ink-2">A clock without a time does not run. Open incidents go by the change at once.</p>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label="Name" error={fieldError('label')}>
          {(control) => <Input {...control} name="label" defaultValue={policy.label} autoComplete="off" />}
        </Field>
        {TIMES.map(([name, label]) => (
          <Field key={name} label={label} error={errorOf(name)}>
            {(control) => (
              <Input
                {...control}
                name={name}
                defaultValue={policy[name] === null ? '' : minutesInWords(policy[name])}
                placeholder="no clock"
                autoComplete="off"
              />
            )}
          </Field>
        ))}
      </div>
      <Field
        label="Or acknowledge within business days"
        optional
        error={errorOf('acknowledgeBusinessDays', 'write a whole number of days, such as 1')}
        hint="Instead of a time: by the end of the day, as the calendar has it. 1 is the next business day."
      >
        {(control) => (
          <Input
            {...control}
            name="acknowledgeBusinessDays"
            inputMode="numeric"
            defaultValue={policy.acknowledgeBusinessDays ?? ''}
            autoComplete="off"
            className="max-w-24"
          />
        )}
      </Field>
      {TEXTS.map(([name, label]) => (
        <Field key={name} label={label} error={fieldError(name)}>
          {(control) => <Textarea {...control} name={name} rows={2} maxLength={500} defaultValue={policy[name]} />}
        </Field>
      ))}
      <FormFoot message={message} pending={pending}>
        Save policy
      </FormFoot>
    </form>
  );
}

'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { changeReviewPolicy } from '@/actions/reviews';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormFoot } from '@/components/ui/form-foot';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { useAction } from '@/components/ui/use-action';
import { ROLE_WORDS } from '@/domain/incidents/people/rules';
import type { ReviewPolicy } from '@/prisma/generated/client';

const FIELDS = ['reviewDays', 'remindHours', 'actionItemDays', 'leadRole'] as const;

/** Changes whether and when incidents of a severity are reviewed. */
export function ChangeReviewPolicyButton({ policy }: { policy: ReviewPolicy }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" aria-label={`Change the review of ${policy.severity}`} onClick={() => setOpen(true)}>
        Change
      </Button>
      {open && <PolicyDialog policy={policy} onClose={() => setOpen(false)} />}
    </>
  );
}

function PolicyDialog({ policy, onClose }: { policy: ReviewPolicy; onClose: () => void }) {
  const router = useRouter();
  const invited: readonly string[] = policy.inviteRoles;
  const { severity, version } = policy;
  const { run, pending, fieldError, message } = useAction(changeReviewPolicy, FIELDS);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const number = (name: string) => (String(form.get(name)).trim() === '' ? null : Number(form.get(name)));
    const said = { reviewDays: number('reviewDays'), remindHours: number('remindHours'), actionItemDays: number('actionItemDays') };
    const roles = { leadRole: String(form.get('leadRole')), inviteRoles: form.getAll('inviteRoles').map(String) };
    if (!(await run({ severity, version, ...roles, ...said }))) return;
    onClose();
    router.refresh();
  };
  const days = (name: 'reviewDays' | 'remindHours' | 'actionItemDays', label: string, hint: string) => (
    <Field label={label} optional hint={hint} error={fieldError(name)}>
      {(control) => <Input {...control} name={name} type="number" min={1} defaultValue={policy[name] ?? ''} />}
    </Field>
  );
  return (
    <Dialog title={`Review of ${severity}`} onClose={onClose}>
      <form onSubmit={submit} noValidate className="grid gap-4 px-4 pt-2 pb-4">
        {days('reviewDays', 'Reviewed within days', 'Empty: only if somebody wants it.')}
        <Field label="Led by the" error={fieldError('leadRole')}>
          {(control) => (
            <Select {...control} name="leadRole" defaultValue={policy.leadRole}>
              {Object.entries(ROLE_WORDS).map(([role, says]) => (
                <option key={role} value={role}>
                  {says}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <fieldset className="grid gap-1">
          <legend className="pb-1 font-medium">Invited to its meeting</legend>
          {Object.entries(ROLE_WORDS).map(([role, says]) => (
            <Checkbox key={role} name="inviteRoles" value={role} defaultChecked={invited.includes(role)} label={says} />
          ))}
          <p className="text-sm text-ink-3">Whoever had one of these roles is proposed; others can be added to each meeting.</p>
        </fieldset>
        {days('remindHours', 'Attendees are reminded hours before', 'By e-mail. Empty: not at all.')}
        {days('actionItemDays', 'Action items are due within days', 'Empty: no date by itself.')}
        <FormFoot message={message} pending={pending}>
          Save
        </FormFoot>
      </form>
    </Dialog>
  );
}

'use client';
import { type FormEvent, useState } from 'react';
import { assignRole, endRole } from '@/actions/incidents';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Textarea } from '@/components/ui/textarea';
import { useAction } from '@/components/ui/use-action';
import { isSingle, ROLE_WORDS } from '@/domain/incidents/people/rules';
import type { RoleHolder } from '@/domain/incidents/schema';
import type { IncidentRole } from '@/prisma/generated/enums';
import type { Me } from './me';
import { PersonSelect } from './person-select';

type RoleDialogProps = { number: number; role: IncidentRole; holder?: RoleHolder; me: Me; onClose: () => void };

/** Gives a role, hands it over with a note and a brief, or ends it. */
export default function RoleDialog({ number, role, holder, me, onClose }: RoleDialogProps) {
  const assign = useAction(assignRole, ['user', 'note']);
  const end = useAction(endRole);
  const [unsaid, setUnsaid] = useState(false);
  const words = ROLE_WORDS[role];
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setUnsaid(!form.get('user'));
    if (!form.get('user')) return;
    const given = await assign.run({
      number,
      role,
      user: String(form.get('user')),
      note: String(form.get('note')).trim() || undefined,
      brief: form.get('brief') === 'on',
      ...(isSingle(role) ? { from: holder?.id ?? null } : {}),
    });
    if (given) onClose();
  };
  const endIt = async () => {
    if (holder && (await end.run({ number, role, user: holder.id }))) onClose();
  };
  return (
    <Dialog title={holder ? `Hand over: ${words}` : `Assign: ${words}`} onClose={onClose}>
      <form onSubmit={submit} noValidate className="grid gap-4 px-4 pt-2 pb-4">
        {holder && (
          <p className="text-ink-2">
            <b className="font-medium text-ink">{holder.name}</b> is {words} now.
          </p>
        )}
        <Field label={holder ? 'To' : 'Who'} error={unsaid ? 'choose a person' : assign.fieldError('user')}>
          {(control) => <PersonSelect {...control} name="user" me={me.id} without={holder ? [holder.id] : []} />}
        </Field>
        <Field label="Note" optional error={assign.fieldError('note')}>
          {(control) => (
            <Textarea {...control} name="note" rows={2} maxLength={2_000} placeholder="What they need to know and the facts do not say" />
          )}
        </Field>
        {holder && (
          <Checkbox
            name="brief"
            defaultChecked
            label="With a brief from the facts: state, clocks, open tasks, last events, who knows what"
          />
        )}
        <div className="flex flex-wrap items-center justify-end gap-3">
          <FormError message={assign.message ?? end.message} />
          {holder && (
            <Button look="quiet" pending={end.pending} onClick={endIt}>
              End without a successor
            </Button>
          )}
          <Button type="submit" look="primary" pending={assign.pending}>
            {holder ? 'Hand over' : 'Assign'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

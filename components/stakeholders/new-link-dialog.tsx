'use client';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { createStakeholderLink } from '@/actions/stakeholders';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { ShownOnce } from '@/components/ui/shown-once';
import { useAction } from '@/components/ui/use-action';
import type { IssuedStakeholderLink } from '@/domain/stakeholders/schema';

const LIFETIMES = { '1': '1 hour', '8': '8 hours', '24': 'a day', '72': '3 days', '168': '7 days', '720': '30 days' };

/** Makes a link, and shows it the one time it can be seen. */
export default function NewLinkDialog({ number, onClose }: { number: number; onClose: () => void }) {
  const [issued, setIssued] = useState<IssuedStakeholderLink>();
  return (
    <Dialog title={issued ? 'Send them this link' : 'New link for stakeholders'} onClose={onClose}>
      {issued ? (
        <ShownOnce label="Stakeholder link" secret={issued.path} expiresAt={issued.expiresAt} onClose={onClose}>
          Without signing in, whoever has it sees title, severity, status, service, impact and commander, and reads what was sent to
          stakeholders and customers.
        </ShownOnce>
      ) : (
        <NewLinkForm number={number} onIssued={setIssued} />
      )}
    </Dialog>
  );
}

function NewLinkForm({ number, onIssued }: { number: number; onIssued: (link: IssuedStakeholderLink) => void }) {
  const cache = useQueryClient();
  const { run, pending, fieldError, message } = useAction(createStakeholderLink, ['label', 'hours']);
  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const link = await run({ number, label: form.get('label'), hours: Number(form.get('hours')) });
    if (!link) return;
    onIssued(link);
    await cache.invalidateQueries({ queryKey: ['incident', number, 'stakeholder-links'] });
  };
  return (
    <form onSubmit={make} className="grid gap-4 p-4" noValidate>
      <Field label="Who it is for" error={fieldError('label')} hint="The timeline and the list show this, not them.">
        {(control) => <Input {...control} name="label" autoComplete="off" maxLength={80} placeholder="The board" />}
      </Field>
      <Field label="Works for" error={fieldError('hours')} className="max-w-40">
        {(control) => (
          <Select {...control} name="hours" defaultValue="72">
            {Object.entries(LIFETIMES).map(([hours, words]) => (
              <option key={hours} value={hours}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" pending={pending}>
          Make link
        </Button>
        <FormError message={message} />
      </div>
    </form>
  );
}

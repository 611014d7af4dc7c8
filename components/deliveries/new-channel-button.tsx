'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { addChannel } from '@/actions/deliveries';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Select } from '@/components/ui/select';
import { useAction } from '@/components/ui/use-action';
import type { ChannelKind } from '@/prisma/generated/enums';
import { CHANNEL_FIELDS, ChannelFields, readChannel } from './channel-fields';
import { KIND_WORDS } from './kind-words';
import { ShownKey } from './shown-key';

/** Opens the form that adds a channel, and then shows the key of a signed one. */
export function NewChannelButton() {
  const [open, setOpen] = useState(false);
  const [signingKey, setSigningKey] = useState<string>();
  const router = useRouter();
  const close = () => {
    setOpen(false);
    setSigningKey(undefined);
  };
  const added = (key: string | null) => {
    router.refresh();
    if (key) setSigningKey(key);
    else close();
  };
  return (
    <>
      <Button onClick={() => setOpen(true)} data-command="New channel">
        New channel
      </Button>
      {open && (
        <Dialog title={signingKey ? 'Copy the key now' : 'New channel'} onClose={close}>
          {signingKey ? <ShownKey signingKey={signingKey} onClose={close} /> : <NewChannelForm onAdded={added} />}
        </Dialog>
      )}
    </>
  );
}

function NewChannelForm({ onAdded }: { onAdded: (key: string | null) => void }) {
  const [kind, setKind] = useState<ChannelKind>('email');
  const { run, pending, fieldError, message } = useAction(addChannel, CHANNEL_FIELDS);
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const added = await run({ kind, ...readChannel(event.currentTarget, kind) });
    if (added) onAdded(added.key);
  };
  return (
    <form onSubmit={add} className="grid gap-4 p-4" noValidate>
      <Field label="Kind" className="max-w-40">
        {(control) => (
          <Select {...control} value={kind} onChange={(event) => setKind(event.target.value as ChannelKind)}>
            {Object.entries(KIND_WORDS).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ChannelFields key={kind} kind={kind} fieldError={fieldError} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" pending={pending}>
          Add channel
        </Button>
        <FormError message={message} />
      </div>
    </form>
  );
}

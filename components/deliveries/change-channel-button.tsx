'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { changeChannel, disableChannel, enableChannel, rotateChannelKey } from '@/actions/deliveries';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FormError } from '@/components/ui/form-error';
import { OneAction } from '@/components/ui/one-action';
import { useAction } from '@/components/ui/use-action';
import type { ChannelView } from '@/domain/deliveries/schema';
import { CHANNEL_FIELDS, ChannelFields, readChannel } from './channel-fields';
import { ShownKey } from './shown-key';

/** Opens what can be done with one channel. */
export function ChangeChannelButton({ channel }: { channel: ChannelView }) {
  const [open, setOpen] = useState(false);
  const [signingKey, setSigningKey] = useState<string>();
  const close = () => {
    setOpen(false);
    setSigningKey(undefined);
  };
  return (
    <>
      <Button size="sm" aria-label={`Change ${channel.name}`} onClick={() => setOpen(true)}>
        Change
      </Button>
      {open && (
        <Dialog title={signingKey ? 'Copy the key now' : channel.name} onClose={close}>
          {signingKey ? (
            <ShownKey signingKey={signingKey} onClose={close} />
          ) : (
            <>
              <ChannelForm channel={channel} onSaved={close} />
              <ChannelActions channel={channel} onKey={setSigningKey} onDone={close} />
            </>
          )}
        </Dialog>
      )}
    </>
  );
}

function ChannelForm({ channel, onSaved }: { channel: ChannelView; onSaved: () => void }) {
  const { run, pending, fieldError, message } = useAction(changeChannel, CHANNEL_FIELDS);
  const router = useRouter();
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { id, version, kind } = channel;
    if (!(await run({ id, version, ...readChannel(event.currentTarget, kind) }))) return;
    router.refresh();
    onSaved();
  };
  return (
    <form onSubmit={save} className="grid gap-4 p-4" noValidate>
      <ChannelFields kind={channel.kind} channel={channel} fieldError={fieldError} />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" look="primary" pending={pending}>
          Save
        </Button>
        <FormError message={message} />
      </div>
    </form>
  );
}

type ActionsProps = { channel: ChannelView; onKey: (key: string) => void; onDone: () => void };

function ChannelActions({ channel, onKey, onDone }: ActionsProps) {
  return (
    <div className="mx-4 mb-4 grid gap-3 border-t border-line pt-4">
      {channel.kind === 'webhook' && (
        <OneAction
          id={channel.id}
          action={rotateChannelKey}
          onDone={({ key }) => key && onKey(key)}
          about="For a day messages carry both signatures, so the receiver can follow."
        >
          Make a new key
        </OneAction>
      )}
      {channel.enabled ? (
        <OneAction id={channel.id} action={disableChannel} onDone={onDone} about="Nothing more goes there. What waits for it is given up.">
          Disable
        </OneAction>
      ) : (
        <OneAction id={channel.id} action={enableChannel} onDone={onDone} about="What is said from now on goes there again.">
          Enable
        </OneAction>
      )}
    </div>
  );
}

'use client';
import type { FormEvent } from 'react';
import { addLink, removeLink } from '@/actions/incidents';
import { useRoomQuery } from '@/components/incidents/room/use-room-query';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { IconButton } from '@/components/ui/icon-button';
import { CloseIcon } from '@/components/ui/icons';
import { Input } from '@/components/ui/input';
import { useAction } from '@/components/ui/use-action';
import type { LinkView } from '@/domain/incidents/schema';

/** Pages about the incident: dashboards, tickets, changes. */
export function LinksSection({ number, mayEdit }: { number: number; mayEdit: boolean }) {
  const { data, error } = useRoomQuery<{ items: LinkView[] }>(number, 'links', (type) => type === 'link_added' || type === 'link_removed');
  const remove = useAction(removeLink);
  return (
    <section aria-label="Links" className="grid gap-2">
      <h2 className="font-medium">Links</h2>
      <FormError message={error?.message ?? remove.message} />
      {data && data.items.length > 0 && (
        <ul className="divide-y divide-line border-y border-line">
          {data.items.map(({ id, url, label }) => (
            <li key={id} className="flex items-center gap-3 py-1">
              <a href={url} title={url} className="link min-w-0 truncate" rel="noreferrer noopener" target="_blank">
                {label}
              </a>
              {mayEdit && (
                <IconButton label={`Remove the link ${label}`} className="ml-auto" onClick={() => remove.run({ number, link: id })}>
                  <CloseIcon />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      )}
      {data?.items.length === 0 && <p className="text-ink-3">None yet: a dashboard, a ticket, the change that did it.</p>}
      {mayEdit && <AddLinkForm number={number} />}
    </section>
  );
}

function AddLinkForm({ number }: { number: number }) {
  const { run, pending, fieldError, message } = useAction(addLink, ['url', 'label']);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const said = new FormData(form);
    const text = (name: string) => String(said.get(name)).trim();
    if (await run({ number, url: text('url'), label: text('label') || undefined })) form.reset();
  };
  const wrong = fieldError('url') ?? fieldError('label');
  return (
    <form onSubmit={submit} noValidate aria-label="Add a link" className="grid gap-1">
      <div className="flex flex-wrap gap-2">
        <Input
          name="url"
          type="url"
          aria-label="Address"
          aria-invalid={fieldError('url') ? true : undefined}
          placeholder="https://"
          required
          className="max-w-80 flex-1"
        />
        <Input name="label" aria-label="What it is" placeholder="What it is (optional)" maxLength={200} className="max-w-56 flex-1" />
        <Button type="submit" pending={pending}>
          Add link
        </Button>
      </div>
      <FormError message={wrong ?? message} />
    </form>
  );
}

'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { inviteUser } from '@/actions/access';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Input } from '@/components/ui/input';
import { ShownOnce } from '@/components/ui/shown-once';
import { useAction } from '@/components/ui/use-action';
import type { IssuedLink } from '@/domain/access/schema';
import type { Role } from '@/prisma/generated/enums';
import { RoleBoxes } from './role-boxes';

/** Opens the form that invites someone, and then shows their link. */
export function InviteButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Invite someone</Button>
      {open && <InviteDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function InviteDialog({ onClose }: { onClose: () => void }) {
  const [link, setLink] = useState<IssuedLink>();
  const router = useRouter();
  const invited = (issued: IssuedLink) => {
    setLink(issued);
    router.refresh();
  };
  return (
    <Dialog title={link ? 'Send them this link' : 'Invite someone'} onClose={onClose}>
      {link ? (
        <ShownOnce label="Invite link" secret={link.path} expiresAt={link.expiresAt} onClose={onClose}>
          Whoever opens it chooses the password of this account. Send it to them alone.
        </ShownOnce>
      ) : (
        <InviteForm onInvited={invited} />
      )}
    </Dialog>
  );
}

function InviteForm({ onInvited }: { onInvited: (link: IssuedLink) => void }) {
  const [roles, setRoles] = useState<Role[]>(['responder']);
  const { run, pending, fieldError, message } = useAction(inviteUser, ['email', 'name', 'roles']);
  const invite = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const link = await run({ email: form.get('email'), name: form.get('name'), roles });
    if (link) onInvited(link);
  };
  return (
    <form onSubmit={invite} className="grid gap-4 p-4" noValidate>
      {message && <FormError message={message} />}
      <Field label="E-mail" error={fieldError('email')}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="off" autoCapitalize="none" spellCheck={false} />}
      </Field>
      <Field label="Name" error={fieldError('name')}>
        {(control) => <Input {...control} name="name" autoComplete="off" />}
      </Field>
      <RoleBoxes chosen={roles} onChange={setRoles} error={fieldError('roles')} />
      <div>
        <Button type="submit" look="primary" pending={pending}>
          Make invite link
        </Button>
      </div>
    </form>
  );
}

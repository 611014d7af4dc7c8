'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { changeRoles, createSignInLink, disableUser, enableUser, signOutEverywhere } from '@/actions/access';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FormError } from '@/components/ui/form-error';
import { OneAction } from '@/components/ui/one-action';
import { ShownOnce } from '@/components/ui/shown-once';
import { useAction } from '@/components/ui/use-action';
import type { IssuedLink, UserView } from '@/domain/access/schema';
import { RoleBoxes } from './role-boxes';

type UserDialogProps = { user: UserView; self: boolean };

/** Opens what an admin may do with a user. */
export function ChangeUserButton(props: UserDialogProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" aria-label={`Change ${props.user.name}`} onClick={() => setOpen(true)}>
        Change
      </Button>
      {open && <UserDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function UserDialog({ user, self, onClose }: UserDialogProps & { onClose: () => void }) {
  const [link, setLink] = useState<IssuedLink>();
  return (
    <Dialog title={link ? `Link for ${user.name}` : user.name} onClose={onClose}>
      {link ? (
        <ShownOnce label="Sign-in link" secret={link.path} expiresAt={link.expiresAt} onClose={onClose}>
          Whoever opens it chooses the password of this account. Earlier links stopped working.
        </ShownOnce>
      ) : (
        <div className="grid gap-6 p-4">
          <RolesForm user={user} onSaved={onClose} />
          <AccountActions user={user} self={self} onLink={setLink} onDone={onClose} />
        </div>
      )}
    </Dialog>
  );
}

function RolesForm({ user, onSaved }: { user: UserView; onSaved: () => void }) {
  const [roles, setRoles] = useState(user.roles);
  const { run, pending, fieldError, message } = useAction(changeRoles, ['roles']);
  const router = useRouter();
  const save = async () => {
    if (!(await run({ id: user.id, roles }))) return;
    router.refresh();
    onSaved();
  };
  return (
    <div className="grid gap-3">
      <RoleBoxes chosen={roles} onChange={setRoles} error={fieldError('roles')} />
      {message && <FormError message={message} />}
      <div>
        <Button look="primary" pending={pending} onClick={save}>
          Save roles
        </Button>
      </div>
    </div>
  );
}

type AccountActionsProps = UserDialogProps & { onLink: (link: IssuedLink) => void; onDone: () => void };

function AccountActions({ user, self, onLink, onDone }: AccountActionsProps) {
  const active = user.state !== 'disabled';
  return (
    <div className="grid gap-3 border-t border-line pt-4">
      {active && (
        <OneAction
          id={user.id}
          action={createSignInLink}
          onDone={onLink}
          about="They choose a new password with it; until then nothing changes."
        >
          Make a sign-in link
        </OneAction>
      )}
      {user.sessions > 0 && (
        <OneAction
          id={user.id}
          action={signOutEverywhere}
          onDone={onDone}
          about={`Signed in ${user.sessions === 1 ? 'once' : `${user.sessions} times`}.`}
        >
          Sign out everywhere
        </OneAction>
      )}
      {active && !self && (
        <OneAction
          id={user.id}
          action={disableUser}
          onDone={onDone}
          about="Signs them out and stops the API keys they made. What they did stays on record."
        >
          Disable
        </OneAction>
      )}
      {!active && (
        <OneAction id={user.id} action={enableUser} onDone={onDone} about="They may sign in again, with the roles they had.">
          Enable
        </OneAction>
      )}
    </div>
  );
}

'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { removeContact } from '@/actions/oncall';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { FormError } from '@/components/ui/form-error';
import { useAction } from '@/components/ui/use-action';
import type { ContactView } from '@/domain/oncall/schema';
import { type Account, ContactForm } from './contact-form';

/** Opens the form that changes a contact, or takes it off the list. */
export function ChangeContactButton({ contact, accounts }: { contact: ContactView; accounts: readonly Account[] }) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button size="sm" aria-label={`Change ${contact.name}`} onClick={() => setOpen(true)}>
        Change
      </Button>
      {open && (
        <Dialog title={contact.name} onClose={close}>
          <ContactForm contact={contact} accounts={accounts} onSaved={close} />
          <RemoveContact contact={contact} onRemoved={close} />
        </Dialog>
      )}
    </>
  );
}

function RemoveContact({ contact: { id, version }, onRemoved }: { contact: ContactView; onRemoved: () => void }) {
  const { run, pending, message } = useAction(removeContact);
  const router = useRouter();
  const remove = async () => {
    if (!(await run({ id, version }))) return;
    router.refresh();
    onRemoved();
  };
  return (
    <div className="mx-4 mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line pt-4">
      <Button pending={pending} onClick={remove}>
        Remove
      </Button>
      <p className="min-w-40 flex-1 text-sm text-ink-3">What timelines say of them stays.</p>
      <FormError message={message} />
    </div>
  );
}

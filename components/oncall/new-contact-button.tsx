'use client';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { type Account, ContactForm } from './contact-form';

/** Opens the form that adds someone to turn to. */
export function NewContactButton({ accounts }: { accounts: readonly Account[] }) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button onClick={() => setOpen(true)} data-command="New contact">
        New contact
      </Button>
      {open && (
        <Dialog title="New contact" onClose={close}>
          <ContactForm accounts={accounts} onSaved={close} />
        </Dialog>
      )}
    </>
  );
}

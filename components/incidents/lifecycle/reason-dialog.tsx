'use client';
import type { FormEvent, ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormError } from '@/components/ui/form-error';
import { Textarea } from '@/components/ui/textarea';

type ReasonDialogProps = {
  title: string;
  /** What follows from it. */
  says: ReactNode;
  button: string;
  placeholder?: string;
  pending: boolean;
  error?: string;
  message?: string;
  onReason: (reason: string) => void;
  onClose: () => void;
};

/** Asks why before something is done that others will want to understand. */
export function ReasonDialog({ title, says, button, placeholder, pending, error, message, onReason, onClose }: ReasonDialogProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onReason(String(new FormData(event.currentTarget).get('reason')).trim());
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} noValidate className="grid gap-4 px-4 pt-2 pb-4">
        <p className="text-ink-2">{says}</p>
        <Field label="Reason" error={error}>
          {(control) => <Textarea {...control} name="reason" rows={2} maxLength={1_000} required placeholder={placeholder} />}
        </Field>
        <div className="flex items-center justify-end gap-3">
          <FormError message={message} />
          <Button type="submit" look="primary" pending={pending}>
            {button}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

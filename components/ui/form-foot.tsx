import type { ReactNode } from 'react';
import { Button } from './button';
import { FormError } from './form-error';

type FormFootProps = { message: string | undefined; pending: boolean; disabled?: boolean; children: ReactNode };

/** The last line of a form in a dialog: why it was refused, and the button that sends it. */
export function FormFoot({ message, pending, disabled, children }: FormFootProps) {
  return (
    <div className="flex items-center justify-end gap-3">
      <FormError message={message} />
      <Button type="submit" look="primary" pending={pending} disabled={disabled}>
        {children}
      </Button>
    </div>
  );
}

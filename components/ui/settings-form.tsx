'use client';
import { useRouter } from 'next/navigation';
import type { FormEvent, ReactNode } from 'react';
import { Button } from './button';
import { Field } from './field';
import { FormError } from './form-error';
import { Select } from './select';
import { toast } from './toast';

type SettingsFormProps = {
  legend: string;
  /** What is saved, as the button and the notice call it. */
  what: string;
  mayChange: boolean;
  pending: boolean;
  message: string | undefined;
  /** Something once it is saved; what is wrong shows at its fields. */
  save: (form: FormData) => Promise<unknown>;
  children: ReactNode;
};

/** Settings that are saved together, or only read by who may not change them. */
export function SettingsForm({ legend, what, mayChange, pending, message, save, children }: SettingsFormProps) {
  const router = useRouter();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!(await save(new FormData(event.currentTarget)))) return;
    toast(`The ${what} is saved`);
    router.refresh();
  };
  return (
    <form onSubmit={submit} className="max-w-xl" noValidate>
      <fieldset disabled={!mayChange} className="grid gap-4">
        <legend className="sr-only">{legend}</legend>
        {children}
        {mayChange && (
          <div className="flex items-center gap-3">
            <Button type="submit" look="primary" pending={pending}>
              Save {what}
            </Button>
            <FormError message={message} />
          </div>
        )}
      </fieldset>
    </form>
  );
}

/** One of the world's time zones. */
export function ZoneField({ zones, value, error, className }: { zones: string[]; value: string; error?: string; className?: string }) {
  return (
    <Field label="Time zone" error={error} className={className}>
      {(control) => (
        <Select {...control} name="zone" defaultValue={value}>
          {zones.map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </Select>
      )}
    </Field>
  );
}

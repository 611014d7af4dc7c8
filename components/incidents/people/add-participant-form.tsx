'use client';
import type { FormEvent } from 'react';
import { addParticipant } from '@/actions/incidents';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { useAction } from '@/components/ui/use-action';
import { PersonSelect } from './person-select';

/** Brings someone in. */
export function AddParticipantForm({ number, without }: { number: number; without: readonly string[] }) {
  const { run, pending, error } = useAction(addParticipant);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const user = String(new FormData(form).get('user'));
    if (user && (await run({ number, user }))) form.reset();
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-center gap-2">
      <PersonSelect name="user" aria-label="Person to bring in" without={without} className="max-w-64" />
      <Button type="submit" pending={pending}>
        Bring in
      </Button>
      <FormError message={error?.message} />
    </form>
  );
}

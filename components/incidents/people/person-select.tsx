'use client';
import type { ComponentProps } from 'react';
import { Select } from '@/components/ui/select';
import { nameAmong } from './name-among';
import { useAssignable } from './use-assignable';

type PersonSelectProps = Omit<ComponentProps<typeof Select>, 'children'> & {
  /** Comes first, as "you". */
  me?: string | null;
  without?: readonly string[];
};

/** The people of the console, by name; those of the same name with their address. */
export function PersonSelect({ me, without = [], ...rest }: PersonSelectProps) {
  const { data = [], isPending, isError } = useAssignable();
  const people = data.filter(({ id }) => !without.includes(id)).toSorted((a, b) => Number(b.id === me) - Number(a.id === me));
  return (
    <Select {...rest} required>
      <option value="">{isPending ? 'Loading…' : isError ? 'The list could not be read: reload the page' : 'Choose a person'}</option>
      {people.map((one) => (
        <option key={one.id} value={one.id}>
          {nameAmong(people, one)}
          {one.id === me && ' (you)'}
        </option>
      ))}
    </Select>
  );
}

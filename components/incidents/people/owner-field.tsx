import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { nameAmong } from './name-among';

type Owner = { id: string | null; name: string; email?: string };
type OwnerFieldProps = {
  people: readonly Owner[];
  owner: Owner | null | undefined;
  error: string | undefined;
  name?: string;
  label?: string;
};

/** Who does it: a field of the form around it. Whoever has it now stays to be chosen, also once they could not be chosen anew. */
export function OwnerField({ people, owner, error, name: field = 'owner', label = 'Owner' }: OwnerFieldProps) {
  const known = owner?.id && !people.some(({ id }) => id === owner.id) ? [owner, ...people] : people;
  return (
    <Field label={label} optional error={error}>
      {(control) => (
        <Select {...control} key={known.length} name={field} defaultValue={owner?.id ?? ''}>
          <option value="">Nobody yet</option>
          {known.map((one) => (
            <option key={one.id} value={one.id ?? ''}>
              {nameAmong(known, one)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';

type Owner = { id: string | null; name: string };
type OwnerFieldProps = { people: readonly Owner[]; owner: Owner | null | undefined; error: string | undefined };

/** Who does it: the field `owner` of the form around it. Whoever has it now stays to be chosen, also once they could not be chosen anew. */
export function OwnerField({ people, owner, error }: OwnerFieldProps) {
  const known = owner?.id && !people.some(({ id }) => id === owner.id) ? [owner, ...people] : people;
  return (
    <Field label="Owner" optional error={error}>
      {(control) => (
        <Select {...control} key={known.length} name="owner" defaultValue={owner?.id ?? ''}>
          <option value="">Nobody yet</option>
          {known.map(({ id, name }) => (
            <option key={id} value={id ?? ''}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

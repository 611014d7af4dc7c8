import { Checkbox } from '@/components/ui/checkbox';
import type { Role } from '@/prisma/generated/enums';
import { ROLE_MEANS, ROLES } from './roles';

type RoleBoxesProps = { chosen: readonly Role[]; onChange: (roles: Role[]) => void; error?: string };

/** The four roles with what each is for. */
export function RoleBoxes({ chosen, onChange, error }: RoleBoxesProps) {
  const toggle = (role: Role, on: boolean) => onChange(ROLES.filter((one) => (one === role ? on : chosen.includes(one))));
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-sm font-medium">Roles</legend>
      {ROLES.map((role) => (
        <Checkbox
          key={role}
          name="roles"
          value={role}
          checked={chosen.includes(role)}
          onChange={(event) => toggle(role, event.target.checked)}
          label={
            <>
              {role} <span className="text-ink-3">{ROLE_MEANS[role]}</span>
            </>
          }
        />
      ))}
      {error && (
        <p className="text-sm text-fail" role="alert">
          <span aria-hidden="true">✕ </span>
          {error}
        </p>
      )}
    </fieldset>
  );
}

'use client';
import { lazy, Suspense, useState } from 'react';
import { assignRole } from '@/actions/incidents';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { useAction } from '@/components/ui/use-action';
import { ROLE_WORDS, SINGLE_ROLES } from '@/domain/incidents/people/rules';
import type { IncidentView, RoleHolder } from '@/domain/incidents/schema';
import type { Me } from './me';
import { hasRoles, mayTakeCommand, takingCommand } from './take-command';

const RoleDialog = lazy(() => import('./role-dialog'));

const SHORT = { commander: 'Commander', communications_lead: 'Comms', scribe: 'Scribe' } as const;
type SingleRole = (typeof SINGLE_ROLES)[number];

type RoleStripProps = { incident: IncidentView; me: Me; mayAssign: boolean; onChanged: () => void };

/**
 * Who leads, who tells others, who writes down; a press gives or hands over the role, and nobody leading is one press from leading.
 * On a phone the header says who leads; roles are given in the People tab.
 */
export function RoleStrip({ incident, me, mayAssign, onChanged }: RoleStripProps) {
  const [asking, setAsking] = useState<SingleRole>();
  const take = useAction(assignRole);
  const holder = (role: SingleRole) => incident.roles.find((one) => one.role === role);
  const active = hasRoles(incident);
  if (!active && incident.roles.length === 0) return null;
  const takeCommand = () => take.run(takingCommand(incident)).then((taken) => taken && onChanged());
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 max-sm:hidden">
      <dl aria-label="Roles" className="flex flex-wrap items-baseline gap-x-4">
        {SINGLE_ROLES.map((role) => (
          <div key={role} className="flex items-baseline gap-1.5">
            <dt className="text-ink-3">{SHORT[role]}</dt>
            <dd>
              <Holder role={role} holder={holder(role)} mayAssign={mayAssign && active} onAsk={() => setAsking(role)} />
            </dd>
          </div>
        ))}
      </dl>
      {mayAssign && mayTakeCommand(incident, me) && (
        <Button
          size="sm"
          look={holder('commander') ? 'quiet' : 'plain'}
          data-key="l"
          data-command="Take command"
          pending={take.pending}
          onClick={takeCommand}
        >
          Take command
        </Button>
      )}
      <FormError message={take.message} />
      <Suspense>
        {asking && (
          <RoleDialog
            number={incident.number}
            role={asking}
            holder={holder(asking)}
            me={me}
            onClose={() => {
              setAsking(undefined);
              onChanged();
            }}
          />
        )}
      </Suspense>
    </div>
  );
}

type HolderProps = { role: SingleRole; holder?: RoleHolder; mayAssign: boolean; onAsk: () => void };

function Holder({ role, holder, mayAssign, onAsk }: HolderProps) {
  if (!mayAssign) return holder ? <span className="font-medium">{holder.name}</span> : <span className="text-ink-3">nobody</span>;
  return (
    <button
      type="button"
      data-command={`${holder ? 'Hand over' : 'Assign'}: ${ROLE_WORDS[role]}`}
      aria-label={holder ? `${ROLE_WORDS[role]}: ${holder.name}; hand over` : `Assign ${ROLE_WORDS[role]}`}
      onClick={onAsk}
      className={holder ? 'font-medium underline decoration-dotted underline-offset-4 hover:decoration-ink' : 'link text-ink-2'}
    >
      {holder?.name ?? 'assign'}
    </button>
  );
}

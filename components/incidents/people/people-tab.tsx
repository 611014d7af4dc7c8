'use client';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { removeParticipant } from '@/actions/incidents';
import type { Rights } from '@/components/incidents/lifecycle/rights';
import { RestrictedMark } from '@/components/incidents/list/restricted-mark';
import { useRoomQuery } from '@/components/incidents/room/use-room-query';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Time } from '@/components/ui/time';
import { useAction } from '@/components/ui/use-action';
import { isSingle, ROLE_WORDS } from '@/domain/incidents/people/rules';
import type { ParticipantView, Presence } from '@/domain/incidents/people/schema';
import type { IncidentView, RoleHolder } from '@/domain/incidents/schema';
import { IncidentRole } from '@/prisma/generated/enums';
import { AddParticipantForm } from './add-participant-form';
import type { Me } from './me';
import { PeopleHere } from './presence-mark';

const RoleDialog = lazy(() => import('./role-dialog'));
const RestrictDialog = lazy(() => import('@/components/incidents/lifecycle/restrict-dialog'));

type PeopleTabProps = { incident: IncidentView; me: Me; presence?: Presence; may: Rights; onChanged: () => void };
type Asking = { role: IncidentRole; holder?: RoleHolder };

/** Who has which role, who is here, who takes part, and who may know of it at all. */
export default function PeopleTab({ incident, me, presence, may, onChanged }: PeopleTabProps) {
  const [asking, setAsking] = useState<Asking>();
  return (
    <div className="grid max-w-[80ch] gap-6 pt-4">
      <Part title="Roles">
        <RoleRows roles={incident.roles} may={may.assignRole} onAsk={setAsking} />
      </Part>
      <Part title="Here now">{presence ? <PeopleHere presence={presence} /> : <p className="text-ink-3">Nobody is known to be.</p>}</Part>
      <Part title="Taking part">
        <Participants incident={incident} may={may.participants} />
      </Part>
      <Part title="Who may know of it">
        <Access incident={incident} may={may.restrict} onChanged={onChanged} />
      </Part>
      <Suspense>
        {asking && (
          <RoleDialog
            number={incident.number}
            {...asking}
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

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="mb-1 font-medium">{title}</h2>
      {children}
    </section>
  );
}

function RoleRows({ roles, may, onAsk }: { roles: RoleHolder[]; may: boolean; onAsk: (asking: Asking) => void }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {Object.values(IncidentRole).flatMap((role) => {
        const holders = roles.filter((holder) => holder.role === role);
        const rows: (RoleHolder | undefined)[] = isSingle(role) ? [holders[0]] : [...holders, undefined];
        return rows.map((holder) => (
          <li key={`${role} ${holder?.id ?? ''}`} className="flex items-center gap-3 py-1">
            <span className="w-40 shrink-0 text-ink-3 first-letter:uppercase max-sm:w-28">{ROLE_WORDS[role]}</span>
            <span className="min-w-0 truncate">{holder?.name ?? <span className="text-ink-3">{isSingle(role) ? 'nobody' : ''}</span>}</span>
            {may && (
              <Button size="sm" className="ml-auto" onClick={() => onAsk({ role, holder })}>
                {holder ? 'Hand over' : isSingle(role) ? 'Assign' : 'Add a responder'}
                <span className="sr-only">: {ROLE_WORDS[role]}</span>
              </Button>
            )}
          </li>
        ));
      })}
    </ul>
  );
}

const CHANGES = new Set([
  'participant_added',
  'participant_removed',
  'role_assigned',
  'restriction_changed',
  'duplicate_merged',
  'note_added',
  'incident_acknowledged',
]);

function Participants({ incident, may }: { incident: IncidentView; may: boolean }) {
  const { number } = incident;
  const { data, error } = useRoomQuery<{ items: ParticipantView[] }>(number, 'participants', (type) => CHANGES.has(type));
  const remove = useAction(removeParticipant);
  if (error) return <FormError message={error.message} />;
  if (!data) return <SkeletonRows rows={3} />;
  return (
    <div className="grid gap-2">
      <ul className="divide-y divide-line border-y border-line">
        {data.items.map(({ id, name, kind, addedBy, addedAt }) => (
          <li key={id} className="flex items-center gap-3 py-1">
            <span className="min-w-0 truncate">
              {name}
              {kind === 'api_key' && <span className="text-ink-3"> (key)</span>}
            </span>
            <span className="ml-auto truncate text-sm text-ink-3">
              {addedBy === name ? 'since ' : `by ${addedBy} `}
              <Time at={addedAt} />
            </span>
            {may && (
              <Button
                size="sm"
                look="quiet"
                aria-label={`Take out ${name}`}
                pending={remove.pending}
                onClick={() => remove.run({ number, participant: id })}
              >
                Take out
              </Button>
            )}
          </li>
        ))}
      </ul>
      <FormError message={remove.message} />
      {may && <AddParticipantForm number={number} without={data.items.map(({ id }) => id)} />}
    </div>
  );
}

function Access({ incident, may, onChanged }: { incident: IncidentView; may: boolean; onChanged: () => void }) {
  const [asking, setAsking] = useState(false);
  const { restricted, mergedInto } = incident;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p className="text-ink-2">
        {restricted ? (
          <>
            <RestrictedMark className="font-medium text-ink" />: those who take part, and admins.
          </>
        ) : (
          'Everyone who can sign in.'
        )}
      </p>
      {may && mergedInto === null && (
        <Button size="sm" onClick={() => setAsking(true)}>
          {restricted ? 'Open to everyone' : 'Restrict'}
        </Button>
      )}
      <Suspense>
        {asking && (
          <RestrictDialog
            number={incident.number}
            restricted={restricted}
            onClose={() => {
              setAsking(false);
              onChanged();
            }}
          />
        )}
      </Suspense>
    </div>
  );
}

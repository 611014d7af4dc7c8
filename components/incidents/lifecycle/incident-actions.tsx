'use client';
import { useRouter } from 'next/navigation';
import { lazy, Suspense, useState } from 'react';
import { acknowledgeIncident, changeStatus } from '@/actions/incidents';
import type { SeverityMeaning } from '@/components/incidents/severity/severity-choice';
import { Button, buttonClass } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { ChevronIcon, MoreIcon } from '@/components/ui/icons';
import { LinkButton } from '@/components/ui/link-button';
import { Menu, menuItemClass } from '@/components/ui/menu';
import { useAction } from '@/components/ui/use-action';
import { isOpen, nextStatuses } from '@/domain/incidents/rules';
import type { IncidentView } from '@/domain/incidents/schema';
import { STATUS_WORDS } from './status-words';

const SeverityDialog = lazy(() => import('@/components/incidents/severity/severity-dialog'));
const ResolveDialog = lazy(() => import('./resolve-dialog'));
const ReopenDialog = lazy(() => import('./reopen-dialog'));
const CancelDialog = lazy(() => import('./cancel-dialog'));
const MergeDialog = lazy(() => import('./merge-dialog'));
const RestrictDialog = lazy(() => import('./restrict-dialog'));

/** What the reader's roles allow here. */
export type Rights = Record<
  | 'acknowledge'
  | 'status'
  | 'severity'
  | 'note'
  | 'editAnyNote'
  | 'resolve'
  | 'reopen'
  | 'investigate'
  | 'run'
  | 'escalate'
  | 'draftUpdate'
  | 'edit'
  | 'merge'
  | 'assignRole'
  | 'participants'
  | 'restrict',
  boolean
>;

type IncidentActionsProps = { incident: IncidentView; may: Rights; meanings: SeverityMeaning[]; onChanged: () => void };
type Asking = 'severity' | 'resolve' | 'reopen' | 'cancel' | 'merge' | 'restrict';

/** The steps that are open from here; the next one stands out. */
export function IncidentActions({ incident, may, meanings, onChanged }: IncidentActionsProps) {
  const [asking, setAsking] = useState<Asking>();
  const acknowledge = useAction(acknowledgeIncident);
  const status = useAction(changeStatus);
  const { number } = incident;
  const open = isOpen(incident.status);
  const router = useRouter();
  const done = (changed: unknown) => changed && onChanged();
  const close = () => {
    setAsking(undefined);
    onChanged();
  };
  if (!Object.values(may).includes(true))
    return <p className="text-ink-2">You may read here. To act, ask an admin for the role responder.</p>;
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-center gap-2 max-sm:gap-1.5 max-sm:[&_button]:px-2.5 max-sm:[&_summary]:px-2.5">
        {incident.status === 'triggered' && may.acknowledge && (
          <Button
            look="primary"
            data-key="a"
            data-command="Acknowledge"
            pending={acknowledge.pending}
            onClick={() => acknowledge.run({ number }).then(done)}
          >
            Acknowledge
          </Button>
        )}
        {may.status && (
          <StatusMenu
            incident={incident}
            pending={status.pending}
            onChoose={(to) => (to === 'cancelled' ? setAsking('cancel') : status.run({ number, status: to }).then(done))}
          />
        )}
        {open && may.severity && (
          <Button data-command="Change severity" onClick={() => setAsking('severity')}>
            Severity
          </Button>
        )}
        {open && may.resolve && (
          <Button look={incident.status === 'monitoring' ? 'primary' : 'plain'} data-command="Resolve" onClick={() => setAsking('resolve')}>
            Resolve
          </Button>
        )}
        {!open && may.reopen && incident.mergedInto === null && (
          <Button data-command="Reopen" onClick={() => setAsking('reopen')}>
            Reopen
          </Button>
        )}
        {!open && incident.mergedInto === null && (
          <LinkButton href={`/incidents/${number}/review`} data-command="Go to the review">
            Review
          </LinkButton>
        )}
        <MoreMenu incident={incident} may={may} onAsk={setAsking} />
      </div>
      <FormError message={acknowledge.message ?? status.message} />
      <Suspense>
        {asking === 'severity' && <SeverityDialog incident={incident} meanings={meanings} onClose={close} />}
        {asking === 'resolve' && <ResolveDialog incident={incident} onClose={close} />}
        {asking === 'reopen' && <ReopenDialog number={number} onClose={close} />}
        {asking === 'cancel' && <CancelDialog number={number} onClose={close} />}
        {asking === 'restrict' && <RestrictDialog number={number} restricted={incident.restricted} onClose={close} />}
        {asking === 'merge' && <MergeDialog incident={incident} onMerged={(into) => router.push(`/incidents/${into}`)} onClose={close} />}
      </Suspense>
    </div>
  );
}

type StatusMenuProps = { incident: IncidentView; pending: boolean; onChoose: (status: IncidentView['status']) => void };

function StatusMenu({ incident, pending, onChoose }: StatusMenuProps) {
  const next = nextStatuses(incident.status).filter((status) => status !== 'acknowledged');
  if (next.length === 0) return null;
  return (
    <Menu
      label={
        <>
          Status <ChevronIcon />
        </>
      }
      className={buttonClass('plain', 'md', pending ? 'opacity-50' : '')}
    >
      {next.map((status) => (
        <button
          key={status}
          type="button"
          className={menuItemClass}
          data-command={`Status: ${STATUS_WORDS[status]}`}
          onClick={() => onChoose(status)}
        >
          {STATUS_WORDS[status]}
        </button>
      ))}
    </Menu>
  );
}

type MoreMenuProps = { incident: IncidentView; may: Rights; onAsk: (asking: Asking) => void };

/** What is needed rarely. */
function MoreMenu({ incident, may, onAsk }: MoreMenuProps) {
  const mayMerge = may.merge && isOpen(incident.status);
  const mayRestrict = may.restrict && incident.mergedInto === null;
  if (!mayMerge && !mayRestrict) return null;
  const restrict = incident.restricted ? 'Open to everyone' : 'Restrict';
  return (
    <Menu
      label={
        <>
          <MoreIcon />
          <span className="sr-only">More to do</span>
        </>
      }
      align="right"
      className={buttonClass('plain', 'md', 'px-2')}
    >
      {mayMerge && (
        <button type="button" className={menuItemClass} data-command="Merge into another incident" onClick={() => onAsk('merge')}>
          Merge into another incident
        </button>
      )}
      {mayRestrict && (
        <button type="button" className={menuItemClass} data-command={restrict} onClick={() => onAsk('restrict')}>
          {restrict}
        </button>
      )}
    </Menu>
  );
}

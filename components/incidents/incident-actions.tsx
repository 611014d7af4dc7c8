'use client';
import { lazy, Suspense, useState } from 'react';
import { acknowledgeIncident, changeStatus } from '@/actions/incidents';
import { Button, buttonClass } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { ChevronIcon } from '@/components/ui/icons';
import { Menu, menuItemClass } from '@/components/ui/menu';
import { useAction } from '@/components/ui/use-action';
import { isOpen, nextStatuses } from '@/domain/incidents/rules';
import type { IncidentView } from '@/domain/incidents/schema';
import type { SeverityMeaning } from './severity-choice';
import { STATUS_WORDS } from './status-words';

const SeverityDialog = lazy(() => import('./severity-dialog'));
const ResolveDialog = lazy(() => import('./resolve-dialog'));
const ReopenDialog = lazy(() => import('./reopen-dialog'));

/** What the reader's roles allow here. */
export type Rights = Record<
  'acknowledge' | 'status' | 'severity' | 'note' | 'editAnyNote' | 'resolve' | 'reopen' | 'investigate' | 'run' | 'assignRole',
  boolean
>;

type IncidentActionsProps = { incident: IncidentView; may: Rights; meanings: SeverityMeaning[]; onChanged: () => void };
type Asking = 'severity' | 'resolve' | 'reopen';

/** The steps that are open from here; the next one stands out. */
export function IncidentActions({ incident, may, meanings, onChanged }: IncidentActionsProps) {
  const [asking, setAsking] = useState<Asking>();
  const acknowledge = useAction(acknowledgeIncident);
  const status = useAction(changeStatus);
  const { number } = incident;
  const open = isOpen(incident.status);
  const done = (changed: unknown) => changed && onChanged();
  const close = () => {
    setAsking(undefined);
    onChanged();
  };
  if (!Object.values(may).includes(true))
    return <p className="text-ink-2">You may read here. To act, ask an admin for the role responder.</p>;
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-center gap-2">
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
          <StatusMenu incident={incident} pending={status.pending} onChoose={(to) => status.run({ number, status: to }).then(done)} />
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
        {!open && may.reopen && (
          <Button data-command="Reopen" onClick={() => setAsking('reopen')}>
            Reopen
          </Button>
        )}
      </div>
      <FormError message={acknowledge.message ?? status.message} />
      <Suspense>
        {asking === 'severity' && <SeverityDialog incident={incident} meanings={meanings} onClose={close} />}
        {asking === 'resolve' && <ResolveDialog number={number} onClose={close} />}
        {asking === 'reopen' && <ReopenDialog number={number} onClose={close} />}
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

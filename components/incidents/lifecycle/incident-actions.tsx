'use client';
import { useRouter } from 'next/navigation';
import { lazy, Suspense, useState } from 'react';
import { acknowledgeIncident, changeStatus } from '@/actions/incidents';
import type { Me } from '@/components/incidents/people/me';
import type { SeverityMeaning } from '@/components/incidents/severity/severity-choice';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { LinkButton } from '@/components/ui/link-button';
import { useAction } from '@/components/ui/use-action';
import { isOpen } from '@/domain/incidents/rules';
import type { IncidentView } from '@/domain/incidents/schema';
import { MoreMenu } from './more-menu';
import { StatusMenu } from './status-menu';

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

type IncidentActionsProps = { incident: IncidentView; me: Me; may: Rights; meanings: SeverityMeaning[]; onChanged: () => void };
/** What a dialog asks more about. */
export type Asking = 'severity' | 'resolve' | 'reopen' | 'cancel' | 'merge' | 'restrict';

/** The steps that are open from here; the next one stands out. A phone shows the first few in one row, and the others in the menu. */
export function IncidentActions({ incident, me, may, meanings, onChanged }: IncidentActionsProps) {
  const [asking, setAsking] = useState<Asking>();
  const acknowledge = useAction(acknowledgeIncident);
  const status = useAction(changeStatus);
  const { number } = incident;
  const open = isOpen(incident.status);
  const router = useRouter();
  // Beside Acknowledge there is no room for these on a phone.
  const folded = incident.status === 'triggered' && may.acknowledge;
  const wide = folded ? 'max-sm:hidden' : undefined;
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
          <Button data-command="Change severity" className={wide} onClick={() => setAsking('severity')}>
            Severity
          </Button>
        )}
        {open && may.resolve && (
          <Button
            look={incident.status === 'monitoring' ? 'primary' : 'plain'}
            data-command="Resolve"
            className={wide}
            onClick={() => setAsking('resolve')}
          >
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
        <MoreMenu incident={incident} me={me} may={may} folded={folded} onAsk={setAsking} onChanged={onChanged} />
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

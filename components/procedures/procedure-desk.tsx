'use client';
import { type ReactNode, useState } from 'react';
import { finishStep, startProcedure } from '@/actions/procedures';
import { useRoomQuery } from '@/components/incidents/room/use-room-query';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/form-error';
import { useAction } from '@/components/ui/use-action';
import type { ProcedureView } from '@/domain/procedures/schema';
import { type Procedure, ProcedureContext } from './procedure-context';
import type { ProcedureOffer } from './procedure-offer';
import { StopProcedureButton } from './stop-procedure-button';

/** What begins, moves, halts and lets go on what is carried out. */
const MOVING: readonly string[] = ['incident_resolved', 'incident_reopened', 'status_changed', 'merged_into'];

/** A procedure inside an incident: begun by someone, its steps done in order; everyone sees where it is, and what became of it. */
export default function ProcedureDesk({ offer, children }: { offer: ProcedureOffer; children: ReactNode }) {
  const { incident, runbook, id, mayCarryOut } = offer;
  const moves = (type: string) => type.startsWith('procedure_') || MOVING.includes(type);
  const { data, isPending, refetch } = useRoomQuery<{ items: ProcedureView[] }>(incident, 'procedures', moves);
  const start = useAction(startProcedure);
  const finish = useAction(finishStep);
  const [refusedStep, setRefusedStep] = useState<string>();
  const current = data?.items.find((known) => known.runbook === runbook && known.procedure === id);
  const refresh = () => void refetch();
  const desk: Procedure = {
    current,
    mayCarryOut,
    asking: finish.pending,
    refusal: refusedStep && finish.message ? { step: refusedStep, message: finish.message } : null,
    refresh,
    finish: async (step, evidence) => {
      if (!current) return false;
      setRefusedStep(step);
      const changed = await finish.run({ procedure: current.id, step, ...(evidence ? { evidence } : {}) });
      refresh();
      return changed !== undefined;
    },
  };
  const word = current ? 'Begin anew' : 'Begin';
  const begin = () => start.run({ number: incident, runbook, id, contentHash: offer.contentHash }).then(refresh);
  return (
    <ProcedureContext value={desk}>
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-base text-ink-2">
        <Standing current={current} offer={offer} />
        {mayCarryOut && !isPending && current?.state !== 'running' && current?.state !== 'halted' && (
          <Button
            size="sm"
            look={current ? 'plain' : 'primary'}
            pending={start.pending}
            onClick={begin}
            aria-label={`${word}: ${offer.title}`}
            data-command={`${word}: ${offer.title}`}
          >
            {word}
          </Button>
        )}
        {mayCarryOut && current?.state === 'running' && (
          <StopProcedureButton procedure={current.id} title={offer.title} onStopped={refresh} />
        )}
        {current && current.contentHash !== offer.contentHash && (
          <span className="text-warn">The runbook changed since it began: its steps are as they were then.</span>
        )}
      </div>
      <FormError message={start.message} />
      {children}
    </ProcedureContext>
  );
}

const STANDING = { running: 'Begun', completed: 'Completed', stopped: 'Stopped' } as const;

const goesOn = ({ mergedInto }: ProcedureOffer) =>
  mergedInto ? `#${mergedInto} goes on: begin it there` : 'goes on when the incident is reopened';

function Standing({ current, offer }: { current: ProcedureView | undefined; offer: ProcedureOffer }) {
  if (!current && !offer.mayCarryOut)
    return <span className="text-ink-3">Carried out in an open incident: each step with who, when and evidence.</span>;
  if (!current) return <span>Not begun in this incident.</span>;
  const dealtWith = current.steps.filter(({ state }) => state === 'done' || state === 'skipped').length;
  const failed = current.steps.find(({ state }) => state === 'failed');
  return (
    <span role="status">
      {current.state === 'halted' ? (
        <span className="font-medium text-warn">Halted with the incident</span>
      ) : (
        `${STANDING[current.state]} by ${current.endedBy ?? current.startedBy}`
      )}
      {`, ${dealtWith} of ${current.steps.length} steps dealt with`}
      {failed && <span className="font-medium text-fail">{` · stands at “${failed.title}”, which failed`}</span>}
      {current.state === 'halted' && ` · ${goesOn(offer)}`}
    </span>
  );
}

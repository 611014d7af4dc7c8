import type { ReactNode } from 'react';
import { CarriedOut } from '@/components/procedures/carried-out';
import type { ProcedureOffer } from '@/components/procedures/procedure-offer';
import { StepState } from '@/components/procedures/step-state';
import { Gate } from './gate';

/** A block that cannot run: its code, and that it is only to be read. */
export function BrokenBlock({ problem, children }: { problem: string; children: ReactNode }) {
  return (
    <div className="my-6 border-y border-line py-2">
      <p className="text-sm font-medium text-warn">{problem}</p>
      {children}
    </div>
  );
}

type ProcedureProps = { id?: string; title: string; offer: ProcedureOffer | null; children: ReactNode };

/** Steps in their order; inside an open incident (`offer`) they are carried out, elsewhere they are read. */
export function Procedure({ id, title, offer, children }: ProcedureProps) {
  const steps = <ol className="mt-3 grid gap-4 [counter-reset:step]">{children}</ol>;
  return (
    <section id={id} aria-label={title || 'Procedure'} className="mt-6 border-t border-line pt-3">
      {title && <p className="font-semibold">{title}</p>}
      {offer ? (
        <CarriedOut offer={offer}>{steps}</CarriedOut>
      ) : (
        <>
          <p className="mt-1 text-base text-ink-3">Carried out in an open incident: each step with who, when and evidence.</p>
          {steps}
        </>
      )}
    </section>
  );
}

type StepProps = { id?: string; title: string; owner: string; gate: string; gateBlock: string; children: ReactNode };

/** One step of a procedure, with who does it and what must hold before the next. */
export function Step({ id, title, owner, gate, gateBlock, children }: StepProps) {
  return (
    <li
      id={id}
      className="grid grid-cols-[1.75rem_1fr] [counter-increment:step] before:font-mono before:text-ink-3 before:content-[counter(step)]"
    >
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-medium">{title}</span>
          {owner && <span className="text-sm text-ink-3">{owner}</span>}
          {gate && <Gate block={gateBlock} title={gate} />}
        </p>
        <div className="[&>*:first-child]:mt-1 [&>.guide-text:first-child>*:first-child]:mt-1">{children}</div>
        {id && <StepState id={id} gateTitle={gate} />}
      </div>
    </li>
  );
}

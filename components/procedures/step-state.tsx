'use client';
import { lazy, Suspense } from 'react';
import { useProcedure } from './procedure-context';

const StepControls = lazy(() => import('./step-controls'));

/** How a step stands and what can be done about it, where its procedure is carried out; nothing elsewhere. */
export function StepState({ id, gateTitle }: { id: string; gateTitle: string }) {
  if (!useProcedure()?.current) return null;
  return (
    <Suspense>
      <StepControls id={id} gateTitle={gateTitle} />
    </Suspense>
  );
}

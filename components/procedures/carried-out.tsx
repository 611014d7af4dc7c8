'use client';
import { lazy, type ReactNode, Suspense } from 'react';
import type { ProcedureOffer } from './procedure-offer';

const ProcedureDesk = lazy(() => import('./procedure-desk'));

/** A procedure that can be carried out here; what that needs is loaded where there is one. */
export const CarriedOut = ({ offer, children }: { offer: ProcedureOffer; children: ReactNode }) => (
  <Suspense fallback={children}>
    <ProcedureDesk offer={offer}>{children}</ProcedureDesk>
  </Suspense>
);

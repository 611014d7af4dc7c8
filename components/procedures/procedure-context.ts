import { createContext, use } from 'react';
import type { ProcedureView } from '@/domain/procedures/schema';

export type Procedure = {
  current: ProcedureView | undefined;
  mayCarryOut: boolean;
  asking: boolean;
  /** Why a step was refused, beside which it is shown. */
  refusal: { step: string; message: string } | null;
  finish: (step: string, evidence: string) => Promise<boolean>;
  refresh: () => void;
};

export const ProcedureContext = createContext<Procedure | null>(null);

/** How the procedure around it stands; null outside an incident, where it is only read. */
export const useProcedure = (): Procedure | null => use(ProcedureContext);

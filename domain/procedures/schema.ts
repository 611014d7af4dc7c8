import { z } from 'zod';
import type { ProcedureState, ProcedureStepState, Verdict } from '@/prisma/generated/enums';

const said = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine(
      (value) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/.test(value),
      'must not contain control or text-direction characters',
    );

const StepId = z.string().min(1).max(64);
const procedure = z.uuid();

export const StartProcedure = z.strictObject({
  number: z.int().positive().max(2_147_483_647),
  /** "service/name". */
  runbook: z.string().min(1).max(200),
  /** The procedure's id in that runbook. */
  id: z.string().min(1).max(64),
  /** Of the procedure as it was shown. */
  contentHash: z.string().regex(/^[0-9a-f]{64}$/, 'must be the content hash that was shown'),
});
/** A step without a gate is done because a person says so; a gated one because its diagnostic is ok. */
export const FinishStep = z.strictObject({ procedure, step: StepId, evidence: said(10_000).optional() });
/** Says that a step without a gate did not work. */
export const FailStep = z.strictObject({
  procedure,
  step: StepId,
  evidence: said(10_000).refine((value) => value.length > 0, 'must not be empty'),
});
export const SkipStep = z.strictObject({
  procedure,
  step: StepId,
  reason: said(1_000).refine((value) => value.length > 0, 'must not be empty'),
});
export const StopProcedure = z.strictObject({ procedure, reason: said(1_000).optional() });

export type StepView = {
  id: string;
  title: string;
  owner: string | null;
  /** The block of the same runbook whose verdict decides. */
  gate: string | null;
  state: ProcedureStepState;
  doneBy: string | null;
  doneAt: string | null;
  evidence: string | null;
  run: string | null;
  verdict: Verdict | null;
};

/** A procedure as it is carried out in an incident; times are ISO 8601 UTC. */
export type ProcedureView = {
  id: string;
  incident: number;
  runbook: string;
  procedure: string;
  title: string;
  /** Of the procedure as it was when it began. */
  contentHash: string;
  /** halted: its incident ended before it did. It goes on when that is reopened. */
  state: ProcedureState | 'halted';
  startedAt: string;
  startedBy: string;
  endedAt: string | null;
  endedBy: string | null;
  steps: StepView[];
  /** The step whose turn it is; null when it has ended. */
  next: string | null;
};

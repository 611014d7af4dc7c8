import { z } from 'zod';
import { person } from '@/domain/incidents/people/schema';
import { instant, number, required, text } from '@/domain/incidents/schema';
import type { Environment } from '@/domain/runbooks/schema';
import {
  type HypothesisState,
  InvestigationStepName,
  type InvestigationStepState,
  type RunState,
  type TaskOrigin,
  type TaskState,
  Verdict,
} from '@/prisma/generated/enums';

const dueAt = instant;

export const AddTask = z.strictObject({ number, title: required(300), owner: person.optional(), dueAt: dueAt.optional() });
/** What is not given stays; null takes it away. */
export const ChangeTask = z.strictObject({
  task: z.uuid(),
  title: required(300).optional(),
  owner: person.nullable().optional(),
  dueAt: dueAt.nullable().optional(),
});
export const FinishTask = z.strictObject({ task: z.uuid(), note: text(4_000).optional() });
export const DropTask = z.strictObject({ task: z.uuid(), reason: text(1_000).optional() });
export const ReopenTask = z.strictObject({ task: z.uuid() });

const diagnostic = {
  /** The diagnostic that tests it: "service/name", and the block's id. */
  runbook: text(200).optional(),
  block: text(64).optional(),
  /** With which verdict of it the hypothesis is confirmed. */
  confirmedBy: z.enum(Verdict).optional(),
};
const hypothesis = { statement: required(2_000), ...diagnostic };
const testIsWhole = ({ runbook, block }: { runbook?: string; block?: string }) => !runbook === !block;
const half = { path: ['block'], message: 'name the runbook and its block, or neither' };
/** As it is asked of an incident that the address names. */
export const NewHypothesis = z.strictObject(hypothesis).refine(testIsWhole, half);
export const AddHypothesis = z.strictObject({ number, ...hypothesis }).refine(testIsWhole, half);
/** Neither runbook nor block: no diagnostic tests it. */
export const ChangeHypothesisTest = z.strictObject({ hypothesis: z.uuid(), ...diagnostic }).refine(testIsWhole, half);
/** As it is asked of a hypothesis that the address names. */
export const NewTest = z.strictObject(diagnostic).refine(testIsWhole, half);
export const TestHypothesis = z.strictObject({ hypothesis: z.uuid(), run: z.uuid() });
export const DecideHypothesis = z.strictObject({
  hypothesis: z.uuid(),
  outcome: z.enum(['confirmed', 'refuted']),
  /** The run that is the evidence. */
  run: z.uuid().optional(),
  reason: text(2_000).optional(),
});
export const ReopenHypothesis = z.strictObject({ hypothesis: z.uuid(), reason: text(1_000).optional() });

export const ChangeStep = z.strictObject({
  number,
  step: z.enum(InvestigationStepName),
  state: z.enum(['current', 'done', 'skipped', 'pending']),
  note: text(4_000).optional(),
});

export type TaskView = {
  id: string;
  incident: number;
  title: string;
  state: TaskState;
  origin: TaskOrigin;
  owner: { id: string; name: string } | null;
  dueAt: string | null;
  createdAt: string;
  createdBy: string;
  endedAt: string | null;
  endedBy: string | null;
};

/** A run as evidence names it. */
export type EvidenceRun = { id: string; state: RunState; verdict: Verdict | null; reason: string | null; at: string };

export type HypothesisView = {
  id: string;
  incident: number;
  statement: string;
  state: HypothesisState;
  /** The diagnostic that tests it, as the file now says; without a hash when it is not there any more. */
  test: {
    runbook: string;
    block: string;
    title: string;
    target: string | null;
    environment: Environment | null;
    contentHash: string | null;
    /** What its inputs take from the incident. */
    inputs: Record<string, string>;
    /** What has to be given before it can run; then it is run in its runbook. */
    asks: string[];
    confirmedBy: Verdict;
  } | null;
  /** The run that tests it, or that decided. */
  run: EvidenceRun | null;
  /** The newest run of that diagnostic in this incident. */
  newestRun: EvidenceRun | null;
  /** What that run suggests, while nobody has decided. */
  proposed: 'confirmed' | 'refuted' | null;
  reason: string | null;
  createdAt: string;
  createdBy: string;
  decidedAt: string | null;
  decidedBy: string | null;
};

export type StepView = {
  step: InvestigationStepName;
  state: InvestigationStepState;
  note: string | null;
  changedAt: string | null;
  changedBy: string | null;
  /** Why it cannot be done yet. */
  blockers: Blocker[];
};

/** A run that speaks against having verified. */
export type Blocker = { why: string; run: string | null };

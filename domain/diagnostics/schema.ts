import { z } from 'zod';
import type { Block, Environment, Target } from '@/domain/runbooks/schema';
import type { Effect, RunOrigin, RunState, Verdict } from '@/prisma/generated/enums';

export type InputValue = string | number | boolean;

export const RequestRun = z.strictObject({
  /** "service/name". */
  runbook: z.string().max(200),
  block: z.string().max(64),
  contentHash: z.string().max(64),
  inputs: z.record(z.string().max(64), z.union([z.string().max(16_384), z.number(), z.boolean()])).default({}),
  /** The incident's number, when run inside one. */
  incident: z.int().positive().max(2_147_483_647).optional(),
  /** For a change: the person saw the resolved parameters and agreed; on production, the target's name typed. */
  confirmation: z.strictObject({ target: z.string().max(64) }).optional(),
  /** An approved request to run something destructive, or why it cannot wait for one. */
  approval: z.uuid().optional(),
  breakGlass: z.strictObject({ reason: z.string().min(10, 'must say why, in at least 10 characters').max(500) }).optional(),
  /** The run that this one verifies or undoes. */
  follows: z.strictObject({ run: z.uuid(), as: z.enum(['verify', 'undo', 'preview']) }).optional(),
});
export type RequestRun = z.infer<typeof RequestRun>;

const TERMINAL_STATES = ['passed', 'failed', 'errored', 'timed_out', 'cancelled', 'interrupted'] as const satisfies readonly RunState[];
export const hasEnded = (state: RunState) => (TERMINAL_STATES as readonly RunState[]).includes(state);

/** A run as every screen and the API show it; times are ISO 8601 UTC. Output is fetched or streamed apart. */
export type RunView = {
  id: string;
  runbook: string;
  block: string;
  title: string;
  kind: string;
  effect: Effect;
  target: string;
  environment: Environment;
  contentHash: string;
  inputs: Record<string, InputValue>;
  incident: number | null;
  requestedBy: string;
  /** Who asked: a person or a key, a schedule, the rehearsal. */
  origin: RunOrigin;
  /** Of something destructive: who approved it, or why nobody was asked. */
  approvedBy: string | null;
  brokenGlass: string | null;
  state: RunState;
  verdict: Verdict | null;
  /** Which rule decided, or why it could not run. */
  reason: string | null;
  data: Record<string, unknown> | null;
  exports: Record<string, InputValue> | null;
  truncated: boolean;
  outputBytes: number;
  follows: { run: string; as: string } | null;
  queuedAt: string;
  startedAt: string | null;
  endedAt: string | null;
  durationMs: number | null;
};

export type OutputStream = 'stdout' | 'stderr';
/** A piece of a run's output. `offset` counts the UTF-8 bytes before it; a jump means that the middle was not kept. */
export type OutputChunk = { offset: number; stream: OutputStream; text: string };

/**
 * What a kind returns. `completed` carries the data that verdicts are decided on; `errored` means that nothing can be
 * said about the target. Failure of the outside world is data, not an exception.
 */
export type Outcome =
  | { status: 'completed'; data: Record<string, unknown> }
  | { status: 'errored'; error: { code: string; message: string }; data?: Record<string, unknown> };

/** A target with its credentials resolved; they go no further than the kind's runner. */
export type ResolvedTarget = Target & { credential?: string };

export type RunnerRequest = {
  block: Block;
  target: ResolvedTarget;
  inputs: Readonly<Record<string, InputValue>>;
  /** The blocks of a health check, each with its target. */
  parts?: readonly { block: Block; target: ResolvedTarget }[];
  /** Aborted on cancel, timeout and shutdown; the runner must leave no process and no connection behind. */
  signal: AbortSignal;
  /** Hands output on; when it returns a promise, wait for it before reading more (back-pressure). */
  emit: (stream: OutputStream, text: string) => void | Promise<void>;
};

/** One kind's execution. Never touches the console's own database. */
export type Runner = (request: RunnerRequest) => Promise<Outcome>;

export const RequestApproval = RequestRun.omit({ approval: true, breakGlass: true, confirmation: true, follows: true }).extend({
  incident: z.int().positive().max(2_147_483_647),
  reason: z.string().trim().min(3, 'must say why').max(500),
});
export type RequestApproval = z.infer<typeof RequestApproval>;

export const DecideApproval = z.strictObject({ id: z.uuid(), decision: z.enum(['approved', 'rejected']) });

export const OnRun = z.strictObject({ id: z.uuid() });

/** A request to run something destructive, while it can be decided or used. */
export type ApprovalView = {
  id: string;
  runbook: string;
  block: string;
  title: string;
  target: string;
  inputs: Record<string, InputValue>;
  reason: string;
  state: 'pending' | 'approved' | 'rejected';
  requestedBy: string;
  mine: boolean;
  decidedBy: string | null;
  expiresAt: string;
};

/** What a remediation would do, for the person to confirm. */
export type RemediationView = {
  title: string;
  kind: string;
  effect: Effect;
  target: string;
  environment: Environment;
  statement: string;
  parameters: { name: string; value: InputValue }[];
  /** Block ids. */
  preview: string | null;
  undo: string | null;
  verify: string | null;
  approvalNeeded: boolean;
  /** The target's name must be typed. */
  typedConfirmation: boolean;
};

/** What the person before the screen may do, and their name; for hints only, the verbs decide. */
export type RunRights = {
  name: string;
  read: boolean;
  mutating: boolean;
  destructive: boolean;
  breakGlass: boolean;
  approve: boolean;
  cancel: boolean;
  schedule: boolean;
  scheduleOnProduction: boolean;
};

import type { ProcedureStepState, RunState, Verdict } from '@/prisma/generated/enums';

type Step = { stepId: string; title: string; state: ProcedureStepState };

const isBehind = ({ state }: Step) => state === 'done' || state === 'skipped';

/** The step whose turn it is: the first that is neither done nor skipped. A failed one stays it until it succeeds or is skipped. */
export const nextStep = <S extends Step>(steps: readonly S[]): S | undefined => steps.find((step) => !isBehind(step));

/** Why this step cannot be acted on now, or null when it is its turn. */
export function notItsTurn(steps: readonly Step[], stepId: string): string | null {
  const step = steps.find((known) => known.stepId === stepId);
  if (!step) return 'This procedure has no such step.';
  if (isBehind(step)) return `“${step.title}” is already ${step.state}.`;
  const next = nextStep(steps);
  if (!next || next.stepId === stepId) return null;
  return next.state === 'failed'
    ? `“${next.title}” failed: do it again, or skip it with a reason, before “${step.title}”.`
    : `“${next.title}” comes first.`;
}

type GateRun = { id: string; state: RunState; verdict: Verdict | null };

/**
 * What the newest run of a step's gate says of it: failed only when its verdict is fail; `wait` says what has to happen first.
 * `failedBy` is the run that failed the step: it does not decide twice.
 */
export function gateDecides(run: GateRun, gate: string, failedBy: string | null): { passed: boolean } | { wait: string } {
  if (run.id === failedBy) return { wait: `“${gate}” failed. Put right what it found and run it again, or skip the step with a reason.` };
  if (run.state === 'queued' || run.state === 'running') return { wait: `“${gate}” is still running. Wait for its verdict.` };
  if (run.verdict === null) return { wait: `“${gate}” came to no verdict. Run it again.` };
  return { passed: run.verdict !== 'fail' };
}

type GateBlock = { title: string; target: string } | null;

/** What to do about a gate that has not run since the procedure began. */
export function gateWaits(block: GateBlock, gate: string, isTargetKnown: boolean): string {
  if (!block) return `The runbook has no diagnostic “${gate}” that can run any more. Skip the step with a reason.`;
  if (!isTargetKnown)
    return `“${block.title}” cannot run: targets.yaml has no ${block.target}. Add it there, or skip the step with a reason.`;
  return `Run “${block.title}” first, in this incident and after the procedure began.`;
}

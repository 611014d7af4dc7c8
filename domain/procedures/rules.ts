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

type GateRun = { state: RunState; verdict: Verdict | null } | null;

/** What the newest run of a step's gate says of it: failed only when its verdict is fail; `wait` says what has to happen first. */
export function gateDecides(run: GateRun, gate: string): { passed: boolean } | { wait: string } {
  if (!run) return { wait: `Run “${gate}” first, in this incident and after the procedure began.` };
  if (run.state === 'queued' || run.state === 'running') return { wait: `“${gate}” is still running. Wait for its verdict.` };
  if (run.verdict === null) return { wait: `“${gate}” came to no verdict. Run it again.` };
  return { passed: run.verdict !== 'fail' };
}

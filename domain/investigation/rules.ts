import type { InvestigationStepName, InvestigationStepState, RunState, Verdict } from '@/prisma/generated/enums';

/** The eight steps, in their order. */
export const STEPS = [
  'reproduce',
  'isolate',
  'collect',
  'hypothesise',
  'test',
  'fix',
  'verify',
  'document',
] as const satisfies readonly InvestigationStepName[];

type Outcome = 'confirmed' | 'refuted';
type Told = { state: RunState; verdict: Verdict | null };

/** Unless it is said otherwise, a diagnostic that fails shows that the supposed cause is there. */
export const CONFIRMED_BY: Verdict = 'fail';

/**
 * What a run says of a hypothesis that `confirmedBy` would confirm. Null while it runs, when it has no verdict, and for a warning
 * where that is not what was looked for: then a person has to look.
 */
export function proposedOutcome(confirmedBy: Verdict, run: Told | null): Outcome | null {
  if (!run?.verdict) return null;
  if (run.verdict === confirmedBy) return 'confirmed';
  return run.verdict === 'warn' ? null : 'refuted';
}

/** What is usually behind something that fails only now and then: where to begin when nobody has an idea. */
const LIKELY_CAUSES = [
  'Two things happen at once, and the second undoes the first',
  'The network loses or delays what is sent',
  'Something runs out now and then: memory, connections, files, threads',
  'It depends on the order or time in which things happen',
  "Someone else's service fails or is slow",
] as const;

/** Those of the likely causes that nobody has noted yet. */
export const causesNotNoted = (noted: readonly { statement: string }[]): string[] =>
  LIKELY_CAUSES.filter((cause) => !noted.some(({ statement }) => statement === cause));

/** Whether a task should have been done by now. */
export const isOverdue = (task: { state: string; dueAt: string | null }, now: Date): boolean =>
  task.state === 'open' && task.dueAt !== null && Date.parse(task.dueAt) <= now.getTime();

/** Which step is worked on: the one that was begun, else the first that is neither done nor skipped. */
export function currentStep(states: Partial<Record<InvestigationStepName, InvestigationStepState>>): InvestigationStepName | null {
  return STEPS.find((step) => states[step] === 'current') ?? STEPS.find((step) => (states[step] ?? 'pending') === 'pending') ?? null;
}

/** A diagnostic whose newest run has a say in whether the fix is verified; `holds` is the verdict with which the cause is still there. */
export type Check = { title: string; kind: 'verify' | 'cause'; holds: Verdict; run: (Told & { id: string }) | null };

/** Why the fix cannot be called verified: a verification that fails or could not tell, or a cause that its diagnostic still shows. */
export function verifyBlockers(checks: readonly Check[]): { why: string; run: string | null }[] {
  return checks.flatMap(({ title, kind, holds, run }) => {
    if (!run) return [];
    if (run.verdict !== null && run.verdict !== holds) return [];
    const came = run.verdict ? `came to ${run.verdict}` : `has no verdict (${run.state.replaceAll('_', ' ')})`;
    const why = kind === 'verify' ? `the verification “${title}” ${came}` : `“${title}”, which showed the cause, ${came}`;
    return [{ why, run: run.id }];
  });
}

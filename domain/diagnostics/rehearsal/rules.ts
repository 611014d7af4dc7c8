import type { Block, Environment } from '@/domain/runbooks/schema';
import type { RunState, Verdict } from '@/prisma/generated/enums';
import { notByItself, targetsReached } from '../schedules/rules';

type Candidate = Pick<Block, 'component' | 'effect' | 'kind' | 'inputs' | 'needs' | 'target' | 'parts'>;

/** Whether a block can be rehearsed: it reads, its inputs are known without anyone, and nothing that it reaches is production or left out. */
export function isRehearsable(
  block: Candidate,
  environments: ReadonlyMap<string, Environment>,
  exceptTargets: ReadonlySet<string>,
): boolean {
  const isKnown = block.needs.length === 0 && block.inputs.every(({ required, default: value }) => !required || value !== undefined);
  const reached = targetsReached(block);
  const isAllowed = reached.every((name) => !exceptTargets.has(name) && (environments.get(name) ?? 'production') !== 'production');
  return isKnown && isAllowed && notByItself(block) === undefined;
}

type Result = { state: RunState; verdict: Verdict | null };

/**
 * Why a block counts as having stopped working, or null: it could not run though it did before, or it fails where it did not in the
 * rehearsal before. One that never worked has not stopped.
 */
export function stopped(now: Result, before: { verdict: Verdict | null; rehearsed: boolean } | null): 'errored' | 'fails' | null {
  if (!before || before.verdict === null) return null;
  if (now.state === 'errored' || now.state === 'timed_out') return 'errored';
  return now.verdict === 'fail' && before.rehearsed && before.verdict !== 'fail' ? 'fails' : null;
}

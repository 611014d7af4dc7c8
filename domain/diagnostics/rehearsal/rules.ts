import type { Block, Environment } from '@/domain/runbooks/schema';
import type { RunState, Verdict } from '@/prisma/generated/enums';
import { notByItself, targetsReached } from '../schedules/rules';

type Candidate = Pick<Block, 'component' | 'effect' | 'kind' | 'inputs' | 'needs' | 'target' | 'parts'>;

/** Why a block is not rehearsed, or nothing: it reads, its inputs are known without anyone, and it reaches no production and nothing left out. */
export function notRehearsed(
  block: Candidate,
  environments: ReadonlyMap<string, Environment>,
  exceptTargets: ReadonlySet<string>,
): string | undefined {
  const byItself = notByItself(block);
  if (byItself) return byItself;
  if (block.inputs.some(({ required, default: value }) => required && value === undefined)) return 'an input is known to a person alone';
  if (block.needs.length > 0) return 'it needs what an earlier diagnostic found';
  const reached = targetsReached(block);
  if (reached.some((name) => !environments.has(name))) return 'its target is not in targets.yaml';
  if (reached.some((name) => environments.get(name) === 'production')) return 'it reaches production';
  if (reached.some((name) => exceptTargets.has(name))) return 'its target is left out above';
}

export const isRehearsable = (...asked: Parameters<typeof notRehearsed>): boolean => notRehearsed(...asked) === undefined;

/** The code of a result whose program or peer is missing where it ran: that says nothing about the target. */
export const MISSING_HERE = 'not_available';

type Result = { state: RunState; verdict: Verdict | null; code?: string | null };

/**
 * Why a block counts as having stopped working, or null: it could not run though it did before, or it fails where it did not in the
 * rehearsal before. One that never worked has not stopped, nor has one whose program or peer is missing where it ran.
 */
export function stopped(now: Result, before: { verdict: Verdict | null; rehearsed: boolean } | null): 'errored' | 'fails' | null {
  if (!before || before.verdict === null || now.code === MISSING_HERE) return null;
  if (now.state === 'errored' || now.state === 'timed_out') return 'errored';
  return now.verdict === 'fail' && before.rehearsed && before.verdict !== 'fail' ? 'fails' : null;
}

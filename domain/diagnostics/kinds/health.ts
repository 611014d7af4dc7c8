import type { Kind } from '@/domain/runbooks/schema';
import type { Verdict } from '@/prisma/generated/enums';
import { errored, notAvailable, stoppedEarly } from '../outcome-errors';
import type { Outcome, Runner, RunnerRequest } from '../schema';
import { decideVerdict } from '../verdict';
import { type Concern, failing, warning } from './concern';

const AT_ONCE = 4;

export type HealthCheck = {
  id: string;
  title: string;
  kind: Kind;
  target: string;
  /** unknown: nothing can be said, for the reason beside it. */
  verdict: Verdict | 'unknown';
  reason: string;
  durationMs: number;
};
export type HealthData = {
  status: 'healthy' | 'degraded' | 'unhealthy';
  checks: HealthCheck[];
  okCount: number;
  warnCount: number;
  failCount: number;
  unknownCount: number;
  timestamp: string;
  problems: Concern[];
};

type Part = NonNullable<RunnerRequest['parts']>[number];
type Runners = Record<Exclude<Kind, 'health'>, Runner>;

function judge({ block }: Part, outcome: Outcome): Pick<HealthCheck, 'verdict' | 'reason'> & { missing: boolean } {
  if (outcome.status === 'errored')
    return { verdict: 'unknown', reason: outcome.error.message, missing: outcome.error.code === 'not_available' };
  const { verdict, reason } = decideVerdict(block, outcome.data);
  return { verdict: verdict ?? 'unknown', reason, missing: false };
}

async function check(request: RunnerRequest, part: Part, runners: Runners): Promise<HealthCheck & { missing: boolean }> {
  const { block, target } = part;
  const own = [...block.inputs.map(({ name }) => name), ...block.needs];
  const inputs = Object.fromEntries(Object.entries(request.inputs).filter(([name]) => own.includes(name)));
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(block.timeoutMs)]);
  const startedAt = performance.now();
  const run = runners[block.kind as keyof Runners];
  const judged = await run({ block, target, inputs, signal, emit: () => {} }).then(
    (outcome) => judge(part, outcome),
    (error: Error) => ({ verdict: 'unknown' as const, reason: error.message, missing: false }),
  );
  const { id, title, kind } = block;
  return { id, title, kind, target: target.name, ...judged, durationMs: Math.round(performance.now() - startedAt) };
}

async function checkAll(request: RunnerRequest, parts: readonly Part[], runners: Runners) {
  const checks: (HealthCheck & { missing: boolean })[] = [];
  const waiting = [...parts.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [at, part] = next;
      const checked = await check(request, part, runners);
      checks[at] = checked;
      await request.emit('stdout', `${checked.verdict.padEnd(8)} ${checked.title}: ${checked.reason}\n`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return checks;
}

const concern = ({ id, title, verdict, reason }: HealthCheck): Concern[] => {
  if (verdict === 'ok') return [];
  return [
    verdict === 'fail'
      ? failing(id, `${title}: ${reason}`)
      : warning(id, verdict === 'unknown' ? `${title} could not be checked: ${reason}` : `${title}: ${reason}`),
  ];
};

/**
 * Makes the runner of health checks from those of all other kinds: it runs its parts, four at once, and the worst verdict counts. A part that is
 * not available here counts for nothing. Data: status, checks [{id, title, verdict, reason, durationMs}], okCount, warnCount, failCount, unknownCount, timestamp, problems.
 */
export const healthOf =
  (runners: Runners): Runner =>
  async (request) => {
    const { parts = [], signal } = request;
    if (!parts.length) return errored('body', 'The health check names no diagnostics.');
    const found = await checkAll(request, parts, runners);
    if (signal.aborted) return stoppedEarly();
    if (found.every(({ missing }) => missing)) return notAvailable(`none of its checks is: ${found[0]?.reason}`);
    const problems = found.filter(({ missing }) => !missing).flatMap(concern);
    const checks = found.map(({ missing: _, ...each }) => each);
    const count = (verdict: HealthCheck['verdict']) => checks.filter((each) => each.verdict === verdict).length;
    const data: HealthData = {
      status: problems.some(({ severity }) => severity === 'fail') ? 'unhealthy' : problems.length ? 'degraded' : 'healthy',
      checks,
      okCount: count('ok'),
      warnCount: count('warn'),
      failCount: count('fail'),
      unknownCount: count('unknown'),
      timestamp: new Date().toISOString(),
      problems,
    };
    return { status: 'completed', data };
  };

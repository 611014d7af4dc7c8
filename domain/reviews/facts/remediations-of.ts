import type { Facts } from '../document/schema';

type Run = Facts['runs'][number];
type Remediation = Facts['remediations'][number];

const sameBlock = ({ runbook, block, target }: Run) => `${runbook} ${block} ${target}`;

/**
 * What was changed, and what that did: the diagnostics whose last verdict before it and first verdict after it differ, until the next
 * remediation began. Runs come in the order in which they were asked for.
 */
export function remediationsOf(runs: readonly Run[]): Remediation[] {
  const changing = runs.filter(({ effect }) => effect !== 'read');
  return changing.map((run, index) => {
    const next = changing.slice(index + 1).find(({ startedAt }) => startedAt !== null)?.startedAt ?? null;
    return {
      run: run.id,
      title: run.title,
      target: run.target,
      effect: run.effect,
      state: run.state,
      by: run.by,
      approvedBy: run.approvedBy,
      brokenGlass: run.brokenGlass,
      at: run.endedAt ?? run.startedAt,
      seq: run.seq,
      changed: run.startedAt && run.endedAt ? changedBetween(runs, run.startedAt, run.endedAt, next) : [],
    };
  });
}

function changedBetween(runs: readonly Run[], startedAt: string, endedAt: string, until: string | null): Remediation['changed'] {
  const before = new Map<string, Run>();
  const after = new Map<string, Run>();
  for (const run of runs) {
    if (run.effect !== 'read' || !run.verdict || !run.startedAt || !run.endedAt) continue;
    if (run.endedAt <= startedAt) before.set(sameBlock(run), run);
    else if (run.startedAt >= endedAt && (until === null || run.startedAt < until) && !after.has(sameBlock(run)))
      after.set(sameBlock(run), run);
  }
  return [...after].flatMap(([key, run]) => {
    const was = before.get(key);
    if (!was?.verdict || !run.verdict || was.verdict === run.verdict) return [];
    return [{ title: run.title, before: was.verdict, after: run.verdict, seq: run.seq }];
  });
}

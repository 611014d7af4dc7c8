import { checkRunbook } from './check-runbook';
import { loadTargets } from './load-targets';
import { RULES } from './rules/all-rules';
import type { Problem, Target } from './schema';
import { oneRunbook } from './shelf';

const KEPT = 200;

type Known = Map<string, Promise<Problem[]>>;

/** What was found, by the inventory that it was found with and by the content of the file. */
const found = new WeakMap<ReadonlyMap<string, Target>, Known>();

const withReason = (problem: Problem): Problem => {
  const why = (RULES as Record<string, { explanation: string }>)[problem.rule]?.explanation;
  return why ? { ...problem, why } : problem;
};

/** Everything the doctor has against a runbook as its file now is, each with the reason of its rule; null when there is no such runbook. */
export async function examineRunbook(slug: string): Promise<Problem[] | null> {
  const [shelved, { targets }] = await Promise.all([oneRunbook(slug), loadTargets()]);
  if (!shelved) return null;
  const known: Known = found.get(targets) ?? new Map();
  found.set(targets, known);
  const { runbook } = shelved;
  const key = `${runbook.file} ${runbook.contentHash}`;
  const problems = known.get(key) ?? checkRunbook(runbook, targets).then((all) => all.map(withReason));
  known.delete(key);
  known.set(key, problems);
  for (const oldest of known.keys()) {
    if (known.size <= KEPT) break;
    known.delete(oldest);
  }
  return problems;
}

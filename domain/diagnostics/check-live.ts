import type { RunbookToCheck } from '@/domain/runbooks/check-runbooks';
import { loadTargets } from '@/domain/runbooks/load-targets';
import { LIVE_RULES } from '@/domain/runbooks/rules/live-rules';
import type { Block, Problem, Target } from '@/domain/runbooks/schema';
import { checkSql } from '@/domain/runbooks/sql-reads';
import { resolveInputs } from './inputs';
import { KIND_RUNNERS } from './kinds';
import { needsWriting, resolveParts, resolveTarget } from './resolve-target';
import type { InputValue, Outcome } from './schema';
import { decideVerdict } from './verdict';

/** A block that was not tried, and why that is no fault of it. */
export type NotTried = { file: string; block: string; why: string };

export type LiveReport = { tried: number; well: number; notTried: NotTried[]; problems: Problem[] };

const LONGEST_MS = 20_000;
const LONGEST_LOOK_MS = 2_000;
const AT_ONCE = 4;
/** Codes with which nothing can be said of the block, since its target did not answer. */
const SILENT = new Set([
  'refused',
  'reset',
  'timeout',
  'unreachable',
  'dns',
  'forbidden',
  'exhausted',
  'failed',
  'target',
  'login',
  'auth',
  'aborted',
  'blind',
]);
const SQLSTATE_OF_LOGIN = /^(?:28|08|57P0|53300|3D000)/;
/** Of those, the ones with which it answered: it does not let the reading credential in, or not see. */
const REFUSES = /^(?:forbidden|login|auth$|blind|28)/;

type LiveRule = keyof typeof LIVE_RULES;
type Tried = { rule: LiveRule; message: string } | 'well';

const isSilent = (code: string) => SILENT.has(code) || SQLSTATE_OF_LOGIN.test(code);

/** What is sent for a block: for SQL the plan of its statement, so that nothing is read; else the block, with its look cut short. */
async function trialOf(block: Block): Promise<{ block: Block; isPlan: boolean }> {
  const look = block.forMs === undefined ? {} : { forMs: Math.min(block.forMs, LONGEST_LOOK_MS) };
  const bounded = { ...block, ...look, timeoutMs: Math.min(block.timeoutMs, LONGEST_MS) };
  if (block.kind !== 'sql') return { block: bounded, isPlan: false };
  const { statements } = await checkSql(block.body, 'read');
  if (statements[0] !== 'SelectStmt') return { block: bounded, isPlan: false };
  return { block: { ...bounded, body: `EXPLAIN ${block.body}` }, isPlan: true };
}

/** Values to try it with: what it says itself. A statement is planned with none. Null when it needs one that only people know. */
function valuesOf(block: Block): Record<string, InputValue> | null {
  if (block.kind === 'sql') return {};
  if (block.needs.length) return null;
  try {
    return resolveInputs(block, {}).values;
  } catch {
    return null;
  }
}

const unreachable = ({ target }: Block, { code, message }: { code: string; message: string }): Tried => ({
  rule: 'live/unreachable',
  message: `the target ${target} ${REFUSES.test(code) ? 'does not let it in or see' : 'does not answer'}: ${message}`,
});

function judge(block: Block, isPlan: boolean, outcome: Outcome): Tried {
  const error = outcome.status === 'errored' ? outcome.error : (outcome.data.error as { code: string; message: string } | undefined);
  if (error?.code === 'not_available') return { rule: 'live/not-available', message: error.message };
  if (error && isSilent(error.code)) return unreachable(block, error);
  if (outcome.status === 'errored' || (isPlan && error)) return { rule: 'live/refused', message: error?.message ?? 'it was refused' };
  if (isPlan) return 'well';
  const { verdict, reason } = decideVerdict(block, outcome.data);
  return verdict === null ? { rule: 'live/undecided', message: reason } : 'well';
}

async function tryBlock(
  block: Block,
  known: Target,
  targets: ReadonlyMap<string, Target>,
  inputs: Record<string, InputValue>,
): Promise<Tried> {
  const trial = await trialOf(block);
  const signal = AbortSignal.timeout(trial.block.timeoutMs);
  try {
    const target = await resolveTarget(known, 'read');
    const parts = await resolveParts(block, targets);
    const outcome = await KIND_RUNNERS[block.kind]({ block: trial.block, target, parts, inputs, signal, emit: () => {} });
    return judge(block, trial.isPlan, outcome);
  } catch (error) {
    return unreachable(block, { code: 'target', message: (error as Error).message });
  }
}

type Work = { file: string; block: Block; known: Target; inputs: Record<string, InputValue> };

function workOf(runbooks: readonly RunbookToCheck[], targets: ReadonlyMap<string, Target>): { work: Work[]; notTried: NotTried[] } {
  const work: Work[] = [];
  const notTried: NotTried[] = [];
  for (const { file, runbook } of runbooks)
    for (const block of runbook.blocks.filter(({ effect }) => effect === 'read')) {
      const known = targets.get(block.target);
      const inputs = valuesOf(block);
      const skip = (why: string) => void notTried.push({ file, block: block.id, why });
      if (!known) skip(`the target ${block.target} is not in targets.yaml`);
      else if (needsWriting(block))
        skip('it asks what a change would come to, which takes the writing credential: its preview on the page asks it');
      else if (!inputs) skip('it needs a value that only people or an earlier block can give');
      else work.push({ file, block, known, inputs });
    }
  return { work, notTried };
}

const problemOf = ({ file, block }: Work, { rule, message }: Exclude<Tried, 'well'>): Problem => ({
  file,
  line: block.line,
  severity: rule === 'live/refused' ? 'error' : 'warning',
  rule,
  message: `${block.id}: ${message}`,
  fix: LIVE_RULES[rule].fix,
});

/**
 * Tries every diagnostic of these runbooks against its real target, with reading credentials alone: a SELECT is planned, anything else that
 * reads is run. Nothing changes and nothing is recorded. A target that does not answer is a warning that names it, no error of the runbook.
 */
export async function checkLive(runbooks: readonly RunbookToCheck[], onProgress?: (done: number, of: number) => void): Promise<LiveReport> {
  const { targets } = await loadTargets();
  const { work, notTried } = workOf(runbooks, targets);
  const found = new Map<Work, Tried>();
  const waiting = [...work];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      found.set(next, await tryBlock(next.block, next.known, targets, next.inputs));
      onProgress?.(found.size, work.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  const problems = work.flatMap((each) => {
    const tried = found.get(each) ?? 'well';
    return tried === 'well' ? [] : [problemOf(each, tried)];
  });
  return { tried: work.length, well: work.length - problems.length, notTried, problems };
}

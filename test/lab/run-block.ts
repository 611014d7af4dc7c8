import { resolveInputs } from '@/domain/diagnostics/inputs';
import { KIND_RUNNERS } from '@/domain/diagnostics/kinds';
import { accessOf, resolveParts, resolveTarget } from '@/domain/diagnostics/resolve-target';
import type { InputValue } from '@/domain/diagnostics/schema';
import { decideVerdict, evaluateExports } from '@/domain/diagnostics/verdict';
import { findBlock } from '@/domain/runbooks/find-block';
import { loadTargets } from '@/domain/runbooks/load-targets';
import type { Block } from '@/domain/runbooks/schema';

/** What a run of a block came to; `result` is its verdict, or why there is none. */
export type Ran = { block: Block; result: string; why: string; data: Record<string, unknown>; output: string };

/** Values for inputs by name; what blocks export is put into it, as the page does. */
export type Given = Record<string, InputValue>;

/** Runs "service/name#block" as an engine would: its file, its target, its real runner, its rules. */
export async function runBlock(id: string, given: Given): Promise<Ran> {
  const [slug = '', name = ''] = id.split('#');
  const block = await findBlock(slug, name);
  if (!block) throw new Error(`${id} is not a block that can be run`);
  const { targets } = await loadTargets();
  const known = targets.get(block.target);
  if (!known) throw new Error(`${id} names the target ${block.target}, which targets.yaml does not have`);
  const target = await resolveTarget(known, accessOf(block));
  const names = [...block.inputs.map((spec) => spec.name), ...block.needs];
  const { values } = resolveInputs(
    block,
    Object.fromEntries(names.filter((each) => Object.hasOwn(given, each)).map((each) => [each, given[each]])),
  );
  let output = '';
  const emit = (_stream: string, text: string) => {
    output += text;
  };
  const outcome = await KIND_RUNNERS[block.kind]({
    block,
    target,
    inputs: values,
    parts: await resolveParts(block, targets),
    signal: AbortSignal.timeout(block.timeoutMs),
    emit,
  });
  if (outcome.status === 'errored')
    return { block, result: outcome.error.code, why: outcome.error.message, data: outcome.data ?? {}, output };
  const decision = decideVerdict(block, outcome.data);
  Object.assign(given, evaluateExports(block, outcome.data).values);
  return { block, result: decision.verdict ?? 'undecided', why: decision.reason, data: outcome.data, output };
}

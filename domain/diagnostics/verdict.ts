import type { Block, Kind } from '@/domain/runbooks/schema';
import { compileCel } from '@/lib/cel';
import type { Verdict } from '@/prisma/generated/enums';
import { KIND_SIGNS } from './kinds/signs';
import type { InputValue } from './schema';

type Rules = Pick<Block, 'kind' | 'ok' | 'warn' | 'fail'>;
/** What was decided and by which rule; `verdict` null means that it could not be decided, and the run is errored. */
export type Decision = { verdict: Verdict; reason: string } | { verdict: null; reason: string };

const RANK = { ok: 0, warn: 1, fail: 2 } satisfies Record<Verdict, number>;
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The names a rule can use: the outcome's data, and for sql the first row's columns, which cannot hide the data's own names. */
function scopeOf(kind: Kind, data: Record<string, unknown>): Record<string, unknown> {
  const firstRow = kind === 'sql' && Array.isArray(data.rows) && isRecord(data.rows[0]) ? data.rows[0] : {};
  return Object.assign(Object.create(null), firstRow, data);
}

function explain(message: string, scope: Record<string, unknown>): string {
  const unknown = /^Unknown variable: (\S+)/.exec(message)?.[1];
  if (!unknown) return message;
  return Array.isArray(scope.rows) && scope.rows.length === 0
    ? `${unknown} is unknown because no rows came back`
    : `${unknown} is not in the result`;
}

function evaluate(text: string, scope: Record<string, unknown>): { value: unknown } | { problem: string } {
  const compilation = compileCel(text);
  if (!compilation.ok) return { problem: compilation.message };
  try {
    return { value: compilation.expression.evaluate(scope) };
  } catch (error) {
    return { problem: explain((error as Error).message, scope) };
  }
}

function holds(name: string, text: string, scope: Record<string, unknown>): boolean | { problem: string } {
  const result = evaluate(text, scope);
  const problem = 'problem' in result ? result.problem : typeof result.value === 'boolean' ? undefined : 'it gives neither true nor false';
  return problem === undefined && 'value' in result
    ? (result.value as boolean)
    : { problem: `The rule ${name}="${text}" could not be decided: ${problem}.` };
}

function decideByRules(block: Rules, scope: Record<string, unknown>): Decision | undefined {
  for (const name of ['fail', 'warn', 'ok'] as const) {
    const text = block[name];
    if (text === undefined) continue;
    const held = holds(name, text, scope);
    if (typeof held !== 'boolean') return { verdict: null, reason: held.problem };
    if (held) return { verdict: name, reason: `${name}: ${text}` };
    if (name === 'ok') return { verdict: 'fail', reason: `not ok: ${text}` };
  }
}

const speaksOf = (text: string | undefined, names: string[]) => {
  const compilation = text === undefined ? undefined : compileCel(text);
  return compilation?.ok === true && names.some((name) => compilation.expression.names.has(name));
};

/** Whether a rule of the block reads this name; a kind may then return as data what would else be an error. */
export const hasRuleOn = (block: Rules, name: string): boolean => [block.ok, block.warn, block.fail].some((text) => speaksOf(text, [name]));

/**
 * Decides ok, warn or fail over a kind's data. Order: fail, warn, ok; a rule that cannot be decided gives null, never ok.
 * Where no rule speaks of the kind's own sign of failure (exit code, status, connected), that sign still counts.
 */
export function decideVerdict(block: Rules, data: Record<string, unknown>): Decision {
  const sign = KIND_SIGNS[block.kind];
  const byDefault = sign.decide(data);
  const byRules = decideByRules(block, scopeOf(block.kind, data));
  const spoken = speaksOf(block.fail, sign.names) || speaksOf(block.warn, sign.names);
  if (byRules?.verdict === null) return byDefault.verdict === 'fail' && !spoken ? byDefault : byRules;
  if (block.ok !== undefined && byRules) return byRules;
  if (byRules && (spoken || RANK[byRules.verdict] >= RANK[byDefault.verdict])) return byRules;
  if (!spoken) return byDefault;
  return { verdict: 'ok', reason: 'no rule for fail or warn held' };
}

/** Evaluates a block's exports over its data; what cannot be had (no row, not a single value) is absent and named in `missing`. */
export function evaluateExports(
  block: Pick<Block, 'kind' | 'exports'>,
  data: Record<string, unknown>,
): { values: Record<string, InputValue>; missing: Record<string, string> } {
  const scope = scopeOf(block.kind, data);
  const values: Record<string, InputValue> = {};
  const missing: Record<string, string> = {};
  for (const [name, text] of Object.entries(block.exports)) {
    const result = evaluate(text, scope);
    const value =
      'value' in result && typeof result.value === 'bigint' ? Number(result.value) : 'value' in result ? result.value : undefined;
    if (typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)))
      values[name] = value;
    else missing[name] = 'problem' in result ? result.problem : 'it is not text, a number, true or false';
  }
  return { values, missing };
}

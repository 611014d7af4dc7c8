import { DomainError, type FieldDetail } from '@/domain/errors';
import type { Block, InputSpec, InputType } from '@/domain/runbooks/schema';
import type { InputValue } from './schema';

const LONGEST_TEXT = 4_096;
const LONGEST_SECRET = 16_384;

/** The values that travel with a run, and which of them are secrets. */
export type ResolvedInputs = { values: Record<string, InputValue>; secrets: Set<string> };

type Checked = { value: InputValue } | { problem: string };
const ok = (value: InputValue): Checked => ({ value });
const bad = (problem: string): Checked => ({ problem });

// Control characters, line separators, lone surrogates, and the marks that make text read in another order than it runs.
const REFUSED = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;
const nameOf = (character: string) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Why this text may not travel to a target, or nothing. */
function textProblem(text: string, longest = LONGEST_TEXT): string | undefined {
  if (Buffer.byteLength(text) > longest) return `is longer than ${longest} bytes`;
  const refused = REFUSED.exec(text);
  if (refused) return `holds a control or direction character (${nameOf(refused[0])}), which is refused`;
  if (text.startsWith('-')) return "starts with '-', which a command could take for an option";
}

const matching = (pattern: RegExp, message: string) => (text: string) => (pattern.test(text) ? ok(text) : bad(message));

function checkUrl(text: string): Checked {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url?.host || !/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return bad('must be an address such as https://example.org/path');
  if (/^(javascript|data|file|blob):/i.test(text)) return bad(`must not use ${url.protocol}`);
  return url.username || url.password ? bad('must not hold a user name or password') : ok(text);
}

function checkDatetime(text: string): Checked {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?))?(Z|[+-]\d{2}:?\d{2})?$/i.exec(text);
  if (!parts) return bad('must be a time such as 2026-11-21T14:30:00Z');
  const zone = parts[3] ? parts[3].replace(/^([+-]\d{2})(\d{2})$/, '$1:$2') : 'Z';
  const at = new Date(`${parts[1]}T${parts[2] ?? '00:00'}${zone.toUpperCase()}`);
  const day = new Date(`${parts[1]}T00:00Z`);
  const dayExists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(parts[1] ?? '');
  return Number.isNaN(at.getTime()) || !dayExists ? bad('is not a time that exists') : ok(at.toISOString());
}

function checkInt(raw: unknown): Checked {
  const number = typeof raw === 'number' ? raw : typeof raw === 'string' && /^[+-]?\d{1,16}$/.test(raw.trim()) ? Number(raw) : Number.NaN;
  return Number.isSafeInteger(number) ? ok(number) : bad('must be a whole number');
}

function checkBool(raw: unknown): Checked {
  if (typeof raw === 'boolean') return ok(raw);
  return raw === 'true' || raw === 'false' ? ok(raw === 'true') : bad('must be true or false');
}

const TEXT_CHECKS = {
  string: ok,
  secret: ok,
  enum: (text, spec) => (spec.options?.includes(text) ? ok(text) : bad(`must be one of ${spec.options?.join(', ') ?? 'its options'}`)),
  email: matching(/^[^\s@<>()",;:\\[\]]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i, 'must be an e-mail address'),
  url: checkUrl,
  uuid: (text) => (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? ok(text.toLowerCase()) : bad('must be a UUID')),
  duration: matching(/^(?:\d{1,9}(?:\.\d{1,3})?(?:ms|s|m|h|d|w)){1,5}$/, 'must be a duration such as 30s, 5m or 1h30m'),
  datetime: checkDatetime,
} satisfies Record<Exclude<InputType, 'int' | 'bool'>, (text: string, spec: InputSpec) => Checked>;

function checkInput(spec: InputSpec, raw: unknown): Checked {
  if (spec.type === 'int') return checkInt(raw);
  if (spec.type === 'bool') return checkBool(raw);
  if (typeof raw !== 'string')
    return typeof raw === 'number' && spec.type !== 'secret' ? checkInput(spec, String(raw)) : bad('must be text');
  const problem = textProblem(raw, spec.type === 'secret' ? LONGEST_SECRET : LONGEST_TEXT);
  return problem ? bad(problem) : TEXT_CHECKS[spec.type](raw, spec);
}

function checkNeeded(raw: unknown): Checked {
  if (typeof raw === 'boolean') return ok(raw);
  if (typeof raw === 'number') return Number.isFinite(raw) ? ok(raw) : bad('must be a number');
  if (typeof raw !== 'string') return bad('must be text, a number, true or false');
  const problem = textProblem(raw);
  return problem ? bad(problem) : ok(raw);
}

const isBlank = (raw: unknown) => raw === undefined || raw === null || raw === '';

/**
 * Checks the values given for a block against its inputs and needs, and fills in defaults; an optional input left blank is
 * absent from `values`. Throws DomainError invalid with one detail for each bad field.
 */
export function resolveInputs(block: Pick<Block, 'inputs' | 'needs'>, raw: Record<string, unknown>): ResolvedInputs {
  const values: Record<string, InputValue> = Object.create(null);
  const details: FieldDetail[] = [];
  const given = (name: string) => (Object.hasOwn(raw, name) ? raw[name] : undefined);
  const take = (name: string, checked: Checked) => {
    if ('value' in checked) values[name] = checked.value;
    else details.push({ field: name, message: checked.problem });
  };
  for (const spec of block.inputs) {
    const value = isBlank(given(spec.name)) ? spec.default : given(spec.name);
    if (!isBlank(value)) take(spec.name, checkInput(spec, value));
    else if (spec.required) details.push({ field: spec.name, message: 'is required' });
  }
  const declared = new Set(block.inputs.map((spec) => spec.name));
  for (const name of block.needs.filter((needed) => !declared.has(needed))) {
    if (isBlank(given(name))) details.push({ field: name, message: 'comes from an earlier diagnostic: run that one first' });
    else take(name, checkNeeded(given(name)));
  }
  for (const name of Object.keys(raw))
    if (!declared.has(name) && !block.needs.includes(name)) details.push({ field: name, message: 'is not an input of this block' });
  if (details.length) throw new DomainError('invalid', details.map((detail) => `${detail.field} ${detail.message}`).join('; '), details);
  return { values: { ...values }, secrets: new Set(block.inputs.filter((spec) => spec.type === 'secret').map((spec) => spec.name)) };
}

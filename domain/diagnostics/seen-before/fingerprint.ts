import { createHash } from 'node:crypto';
import { formsOf } from '@/domain/runbooks/signatures';
import type { RunState } from '@/prisma/generated/enums';
import { isVolatileName } from '../baselines/rules';

/** Of a long output so much is looked at, and so many lines that differ from each other. */
const LOOKED_AT_CHARACTERS = 256 * 1024;
const MOST_LINES = 200;
const LONGEST_LINE = 2_000;
/** With fewer words than this an output says little by itself: then it is the same trouble only of the same block. */
const TELLING_WORDS = 3;
const CHARACTERS = 32;
/** Numbers that say what happened, not to whom. */
const TELLING_NUMBERS = new Set(['status', 'exit_code', 'code', 'signal']);
const TELLING_CODE = /\b(https?(?:\/[\d.]+)?|status|code|exit|errno|sqlstate|error)([ :=]+)(\d{1,5})\b/gi;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const inLetters = (digits: string) => digits.replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');

/** A line without ids, numbers, hosts, addresses, times and hex; a status or exit code stays. Pure. */
export const shapeOfLine = (line: string): string =>
  formsOf(line.slice(0, LONGEST_LINE).replace(TELLING_CODE, (_, word, between, code) => `${word}${between}${inLetters(code)}`)).masked;

function shapesOfData(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.slice(0, MOST_LINES).flatMap((item) => shapesOfData(item, path));
  if (isRecord(value)) return Object.entries(value).flatMap(([name, inner]) => shapesOfField(name, inner, path));
  return typeof value === 'string' ? value.split('\n').map((line) => `${path}: ${shapeOfLine(line)}`) : [`${path}: ${typeof value}`];
}

function shapesOfField(name: string, value: unknown, path: string): string[] {
  if (TELLING_NUMBERS.has(name) && typeof value === 'number') return [`${path}.${name}: ${value}`];
  return isVolatileName(name) ? [] : shapesOfData(value, `${path}.${name}`);
}

type Came = { state: RunState; data: Record<string, unknown> | null; reason: string | null };

function shapesOf(kind: string, { data, reason }: Came, output: string): string[] {
  const error = isRecord(data?.error) ? data.error : undefined;
  if (error) return [`error: ${error.code}`, shapeOfLine(String(error.message ?? reason ?? ''))];
  if (kind !== 'bash' && data) return shapesOfData(data, '');
  const lines = output.slice(0, LOOKED_AT_CHARACTERS).split('\n');
  const code = data?.exit_code === undefined ? [] : [`exit code: ${data.exit_code}`];
  return [...code, ...lines.map(shapeOfLine)];
}

/**
 * What a failed run came to, without what differs from case to case: the same shape with other ids has the same fingerprint, another error
 * another. How often a line comes, and in which order, does not matter. Null for a run that did not fail. Pure.
 */
export function fingerprintOf(run: { kind: string; runbook: string; blockId: string }, end: Came, output: string): string | null {
  if (end.state !== 'failed' && end.state !== 'errored') return null;
  const shapes = [...new Set(shapesOf(run.kind, end, output).map((line) => line.trim()))].filter(Boolean).slice(0, MOST_LINES).sort();
  const words = new Set(shapes.join(' ').match(/\p{L}{3,}/gu));
  const whose = words.size < TELLING_WORDS || end.state === 'errored' ? `${run.runbook}#${run.blockId}` : '';
  return createHash('sha256')
    .update(JSON.stringify([run.kind, end.state, whose, shapes]))
    .digest('hex')
    .slice(0, CHARACTERS);
}

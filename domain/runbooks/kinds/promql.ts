import { parseDuration } from '../durations';
import { type BodyProblem, isProblem } from './body-lines';
import { IN_BRACES, type KindFormat } from './kind-format';

/** A query in pieces: what stands in quotes may hold inputs, everything else is as it is written. */
export type PromqlPiece = { text: string; quoted: boolean };
export type PromqlBody = { pieces: PromqlPiece[]; range: { overMs: number; stepMs: number } | null };

const MOST_POINTS = 2_000;
const DAY_MS = 86_400_000;
const STRING = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`]*`/g;
const INPUT = /\{[a-z][a-z0-9_]*\}/;

const durationOf = (text: string): number | null => (/^\d{1,3}d$/.test(text) ? Number(text.slice(0, -1)) * DAY_MS : parseDuration(text));

function readRange(line: string): PromqlBody['range'] | BodyProblem {
  const [, over = '', step] = /^range\s+(\S+)(?:\s+step\s+(\S+))?$/.exec(line) ?? [];
  const overMs = durationOf(over);
  if (!overMs) return { problem: 'write range 1h step 1m', line: 1 };
  const stepMs = step === undefined ? Math.max(1_000, Math.ceil(overMs / 120)) : durationOf(step);
  if (!stepMs) return { problem: `"${step}" is no step such as 1m`, line: 1 };
  return overMs / stepMs > MOST_POINTS
    ? { problem: `that would be more than ${MOST_POINTS} points; take a longer step`, line: 1 }
    : { overMs, stepMs };
}

/** Takes comments away and the query apart; inputs outside quotes are a problem, since they could be anything there. */
function readPieces(query: string): PromqlPiece[] | BodyProblem {
  const pieces: PromqlPiece[] = [];
  let at = 0;
  for (const { 0: string, index } of query.matchAll(STRING)) {
    pieces.push({ text: query.slice(at, index), quoted: false }, { text: string, quoted: true });
    at = index + string.length;
  }
  pieces.push({ text: query.slice(at), quoted: false });
  if (pieces.some(({ text, quoted }) => !quoted && INPUT.test(text)))
    return { problem: 'an input stands only in quotes, such as {service="{service}"}' };
  if (pieces.some(({ text, quoted }) => quoted && !text.startsWith('"') && INPUT.test(text)))
    return { problem: 'an input stands in "double quotes"' };
  if (pieces.some(({ text, quoted }) => !quoted && /["'`]/.test(text))) return { problem: 'a quote does not end' };
  return pieces;
}

/** An expression, and before it `range 1h step 1m` for a series instead of a value. */
export function readPromql(body: string): PromqlBody | BodyProblem {
  const lines = body.split('\n').filter((line) => line.trim() && !line.trim().startsWith('#'));
  const isRange = /^\s*range\s/.test(lines[0] ?? '');
  const range = isRange ? readRange((lines[0] ?? '').trim()) : null;
  if (range && isProblem(range)) return range;
  const query = lines
    .slice(isRange ? 1 : 0)
    .join('\n')
    .trim();
  if (!query) return { problem: 'write an expression of PromQL' };
  const pieces = readPieces(query);
  return isProblem(pieces) ? pieces : { pieces, range };
}

/** A query to Prometheus. */
export const promql: KindFormat = {
  changes: false,
  targets: ['http'],
  ...IN_BRACES,
  fields: ['reachable', 'status', 'resultType', 'value', 'series', 'rows', 'count', 'least', 'most', 'warnings', 'problems', 'error'],
  read: readPromql,
};

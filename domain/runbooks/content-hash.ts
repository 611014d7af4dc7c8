import { createHash } from 'node:crypto';
import type { Block } from './schema';

/** Where it stands and what it covers do not decide what would run. */
type Deciding = Omit<Block, 'contentHash' | 'line' | 'bodyLine' | 'section' | 'covers'>;

/** A text that is equal for equal values, whatever the order of their keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
    .join(',')}}`;
}

/** SHA-256 over all that decides what a block would run, with what, against what, and how it is judged. */
export function blockHash(block: Deciding): string {
  const {
    id,
    title,
    component,
    kind,
    body,
    effect,
    target,
    timeoutMs,
    forMs,
    maxLines,
    ok,
    warn,
    fail,
    exports,
    needs,
    inputs,
    preview,
    undo,
    verify,
    reads,
  } = block;
  const deciding: Deciding = {
    id,
    title,
    component,
    kind,
    body,
    effect,
    target,
    timeoutMs,
    forMs,
    maxLines,
    ok,
    warn,
    fail,
    exports,
    needs,
    inputs,
    preview,
    undo,
    verify,
    reads,
  };
  return createHash('sha256').update(canonical(deciding)).digest('hex');
}

export const fileHash = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

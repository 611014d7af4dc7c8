import { createHash } from 'node:crypto';
import type { Block } from './schema';

/** Where it stands and what it covers do not decide what would run; whatever else a block holds does. */
const NOT_DECIDING = ['contentHash', 'line', 'bodyLine', 'section', 'covers'] as const satisfies (keyof Block)[];
type Deciding = Omit<Block, (typeof NOT_DECIDING)[number]>;

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
  const aside: readonly string[] = NOT_DECIDING;
  const deciding = Object.fromEntries(Object.entries(block).filter(([key]) => !aside.includes(key)));
  return createHash('sha256').update(canonical(deciding)).digest('hex');
}

export const fileHash = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

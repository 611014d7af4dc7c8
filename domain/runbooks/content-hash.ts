import { createHash } from 'node:crypto';
import type { Block, ProcedureStep } from './schema';

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
  const parts = block.parts?.map(({ contentHash }) => contentHash);
  const deciding = Object.fromEntries(Object.entries({ ...block, parts }).filter(([key]) => !aside.includes(key)));
  return createHash('sha256').update(canonical(deciding)).digest('hex');
}

/** SHA-256 over what a procedure asks: its steps in order, and the hash of each block that gates one. */
export function procedureHash(title: string, steps: ProcedureStep[], blocks: readonly Block[]): string {
  const gates = steps.map(({ gate }) => blocks.find(({ id }) => id === gate)?.contentHash ?? null);
  return createHash('sha256').update(canonical({ title, steps, gates })).digest('hex');
}

export const fileHash = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

import { createHash } from 'node:crypto';
import type { ReviewDocument } from './schema';

/** JSON whose members stand in the order of their names, so that the same content is the same text wherever it was kept. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).filter(([, one]) => one !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join(',')}}`;
}

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The hash that a document must carry: of all of it but the hash itself. */
export function contentHash({ contentHash: _, ...document }: Omit<ReviewDocument, 'contentHash'> & { contentHash?: string }): string {
  return sha256(canonical(document));
}

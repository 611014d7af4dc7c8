import { createHash } from 'node:crypto';
import type { ReviewDocument } from './schema';

/** The same with members in one order, that of their names, so that the same content is the same text wherever it was kept. */
function inOrder(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(inOrder);
  // Without a prototype no name means anything, not "__proto__" either.
  const ordered: Record<string, unknown> = Object.create(null);
  for (const name of Object.keys(value).sort()) ordered[name] = inOrder((value as Record<string, unknown>)[name]);
  return ordered;
}

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The hash that a document must carry: of all of it but the hash itself. */
export function contentHash({ contentHash: _, ...document }: Omit<ReviewDocument, 'contentHash'> & { contentHash?: string }): string {
  return sha256(JSON.stringify(inOrder(document)));
}

import { createHash } from 'node:crypto';

const MARK = /\n\{\/\* Imported from ([^\n]*); sha256 ([0-9a-f]{64}) \*\/\}\n$/;

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const harmless = (source: string) => source.replace(/[^\w./ @+-]/g, '_').slice(0, 200);

/** The text of a runbook with its mark: where it is from, and the hash of what stands above, by which a later change is seen. */
export const withMark = (text: string, source: string): string =>
  `${text}\n{/* Imported from ${harmless(source)}; sha256 ${hash(text)} */}\n`;

/** Whether a file is as an import left it: only then may another import take its place. */
export function isAsImported(text: string): boolean {
  const [mark = '', , written] = MARK.exec(text) ?? [];
  return mark !== '' && hash(text.slice(0, -mark.length)) === written;
}

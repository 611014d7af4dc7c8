import { lstat, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { writeWhole } from '@/lib/write-whole';
import { isAsImported } from './import-mark';
import type { ImportedFile } from './schema';

export type Placed = Pick<ImportedFile, 'state' | 'why'>;

/** Puts a runbook in its place. A file that somebody has changed, or that no import wrote, is kept unless `force` says otherwise. */
export async function placeRunbook(file: string, mdx: string, force: boolean): Promise<Placed> {
  const there = await lstat(/*turbopackIgnore: true*/ file).catch(() => null);
  if (there && !there.isFile()) return { state: 'kept', why: 'Something that is no plain file has its name. Move it away.' };
  const before = there ? await readFile(/*turbopackIgnore: true*/ file, 'utf8') : null;
  if (before === mdx) return { state: 'unchanged' };
  if (before !== null && !force && !isAsImported(before))
    return { state: 'kept', why: 'It was changed by hand since it was imported. Use --force to write over it.' };
  await mkdir(/*turbopackIgnore: true*/ path.dirname(file), { recursive: true });
  await writeWhole(file, mdx);
  return { state: 'written' };
}

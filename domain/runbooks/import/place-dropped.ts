import { lstat, mkdir, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';
import { conflict, DomainError } from '@/domain/errors';
import { env } from '@/lib/env';
import { writeNew, writeWhole } from '@/lib/write-whole';
import { fileHash } from '../content-hash';
import { isAsImported } from './import-mark';

/** What has the name already: its hash, and whether an import wrote it or a hand. */
export type There = { file: string; hash: string; by: 'import' | 'hand' };

const shown = (slug: string, ending: string) => path.join(path.basename(env().RUNBOOKS_DIR), `${slug}.${ending}`);

/** The file that a runbook of this name has; null when the name is free. Throws conflict for what is no plain file. */
export async function whatIsThere(slug: string): Promise<There | null> {
  for (const ending of ['mdx', 'md']) {
    const file = path.join(env().RUNBOOKS_DIR, `${slug}.${ending}`);
    const found = await lstat(/*turbopackIgnore: true*/ file).catch(() => null);
    if (!found) continue;
    if (!found.isFile()) throw conflict(`${shown(slug, ending)} is no plain file. Move it away, or choose another name.`);
    const text = await readFile(/*turbopackIgnore: true*/ file, 'utf8');
    return { file: shown(slug, ending), hash: fileHash(text), by: isAsImported(text) ? 'import' : 'hand' };
  }
  return null;
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(/*turbopackIgnore: true*/ folder, { recursive: true });
  const [root, real] = await Promise.all([
    realpath(/*turbopackIgnore: true*/ env().RUNBOOKS_DIR),
    realpath(/*turbopackIgnore: true*/ folder),
  ]);
  if (path.dirname(real) !== root) throw conflict(`${path.basename(folder)} leads out of the folder of runbooks. Choose another service.`);
}

function unwritable(error: unknown): never {
  if (error instanceof DomainError) throw error;
  throw new DomainError(
    'unavailable',
    `The console cannot write into ${env().RUNBOOKS_DIR}: ${(error as Error).message}. Give it the right to, or use "npm run cli -- runbooks import".`,
  );
}

/** Writes a runbook where its name is free, or over the very file that was shown. Throws conflict for any other that is there. */
export async function placeDropped(slug: string, mdx: string, over: string | undefined): Promise<void> {
  const file = path.join(env().RUNBOOKS_DIR, `${slug}.mdx`);
  const there = await whatIsThere(slug);
  if (there && there.hash !== over)
    throw conflict(
      over
        ? `${there.file} has changed since you looked. Look at it again.`
        : `${there.file} is there already${there.by === 'hand' ? ', written or changed by hand' : ''}. Choose another name, or say that it may be written over.`,
    );
  if (there?.file.endsWith('.md')) throw conflict(`${there.file} would be hidden behind the new file. Choose another name.`);
  try {
    await makeFolder(path.dirname(file));
    if (there) await writeWhole(file, mdx);
    else if (!(await writeNew(file, mdx))) throw conflict(`${shown(slug, 'mdx')} was written by somebody else just now. Look again.`);
  } catch (error) {
    unwritable(error);
  }
}

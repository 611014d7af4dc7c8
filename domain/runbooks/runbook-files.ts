import { lstat, open, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Syntax } from '@/lib/markdown/read-markdown';
import { MAX_SOURCE_BYTES, tooLarge } from '@/lib/markdown/read-source';
import type { SourceProblem } from '@/lib/markdown/source-problem';

export const SLUG = /^[a-z0-9-]{1,100}\/[a-z0-9-]{1,100}$/;
const PART = /^[a-z0-9-]{1,100}$/;
const FILE = /^([a-z0-9-]{1,100})\.(mdx|md)$/;
const FILES_AT_ONCE = 50;

/** A file that is, or should be, a runbook. `stamp` changes whenever its content may have. */
export type RunbookFile = {
  slug: string;
  file: string;
  syntax: Syntax;
  stamp: string;
  changedAtMs: number;
  bytes: number;
  refused?: string;
};

/** The address of a file's content on disk, as cheap as it gets: time, size and identity. */
const stampOf = (of: { mtimeMs: number; ctimeMs: number; size: number; ino: number }) => `${of.mtimeMs} ${of.ctimeMs} ${of.size} ${of.ino}`;

/** Where folders really are, asked once in one look at many files. */
class RealFolders {
  private readonly known = new Map<string, Promise<string>>();

  of(folder: string): Promise<string> {
    const known = this.known.get(folder) ?? realpath(/*turbopackIgnore: true*/ folder);
    this.known.set(folder, known);
    return known;
  }
}

/** What is at a path; null when nothing is. Only a plain file that lies within `root` is not refused. */
export async function lookAt(
  root: string,
  { slug, file, syntax }: Pick<RunbookFile, 'slug' | 'file' | 'syntax'>,
  folders = new RealFolders(),
): Promise<RunbookFile | null> {
  try {
    // A link out of the folder would show any file of this machine to every reader.
    const entry = await lstat(/*turbopackIgnore: true*/ file);
    const isLink = entry.isSymbolicLink();
    const real = isLink
      ? await realpath(/*turbopackIgnore: true*/ file)
      : path.join(await folders.of(path.dirname(file)), path.basename(file));
    const within = path.relative(await folders.of(root), real);
    const inside = within !== '' && within !== '..' && !within.startsWith(`..${path.sep}`);
    const found = isLink ? await stat(/*turbopackIgnore: true*/ file) : entry;
    const base = { slug, file, syntax, stamp: stampOf(found), changedAtMs: Math.max(found.mtimeMs, found.ctimeMs), bytes: found.size };
    if (!inside) return { ...base, refused: 'It is a link that leads out of the folder of runbooks.' };
    return found.isFile() ? base : { ...base, refused: 'It is not a plain file.' };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ENOTDIR')
      return brokenLink(file, { slug, file, syntax });
    return {
      slug,
      file,
      syntax,
      stamp: (error as Error).message,
      changedAtMs: 0,
      bytes: 0,
      refused: `It cannot be read: ${(error as Error).message}.`,
    };
  }
}

const look = (root: string, slug: string, syntax: Syntax, folders?: RealFolders) =>
  lookAt(root, { slug, file: path.join(root, `${slug}.${syntax}`), syntax }, folders);

async function brokenLink(file: string, of: Pick<RunbookFile, 'slug' | 'file' | 'syntax'>): Promise<RunbookFile | null> {
  const link = await lstat(/*turbopackIgnore: true*/ file).catch(() => null);
  return link?.isSymbolicLink()
    ? { ...of, stamp: stampOf(link), changedAtMs: 0, bytes: 0, refused: 'It is a link that leads nowhere.' }
    : null;
}

/** The file of a slug, or null. Refuses every slug that is not two plain words. */
export async function findFile(root: string, slug: string): Promise<RunbookFile | null> {
  if (!SLUG.test(slug)) return null;
  return (await look(root, slug, 'mdx')) ?? (await look(root, slug, 'md'));
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(/*turbopackIgnore: true*/ folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
}

/** Folders of runbooks, by service. */
export async function listServices(root: string): Promise<string[]> {
  return (await namesIn(root)).filter((name) => PART.test(name));
}

async function filesIn(root: string, service: string): Promise<[slug: string, syntax: Syntax][]> {
  const syntaxes = new Map<string, Syntax>();
  for (const name of (await namesIn(path.join(root, service))).sort()) {
    const [, base, syntax] = FILE.exec(name) ?? [];
    // Beside an .mdx of the same name, an .md is not reachable.
    if (base && (syntax === 'mdx' || !syntaxes.has(base))) syntaxes.set(base, syntax as Syntax);
  }
  return [...syntaxes].map(([base, syntax]) => [`${service}/${base}`, syntax]);
}

/** All runbook files, a few at a time: two thousand looked at in one go keep everything else waiting. A folder that does not exist has none. */
export async function* listFiles(root: string): AsyncGenerator<RunbookFile[]> {
  const folders = new RealFolders();
  for (const service of await listServices(root)) {
    const files = await filesIn(root, service);
    for (let from = 0; from < files.length; from += FILES_AT_ONCE) {
      const found = files.slice(from, from + FILES_AT_ONCE).map(([slug, syntax]) => look(root, slug, syntax, folders));
      yield (await Promise.all(found)).filter((file) => file !== null);
    }
  }
}

/** Reads a file, or says why it is not read. Never more than 1 MiB. */
export async function readFile(of: RunbookFile): Promise<{ bytes: Uint8Array } | { problem: SourceProblem }> {
  const refuse = (rule: string, message: string, fix: string) => ({ problem: { rule, severity: 'error' as const, line: 1, message, fix } });
  if (of.refused) return refuse('file/refused', of.refused, 'Put a plain file in its place.');
  if (of.bytes > MAX_SOURCE_BYTES) return { problem: tooLarge(of.bytes) };
  const handle = await open(/*turbopackIgnore: true*/ of.file, 'r').catch((error: Error) => error);
  if (handle instanceof Error) return refuse('file/unreadable', `It cannot be read: ${handle.message}.`, 'Let the console read it.');
  try {
    const bytes = Buffer.alloc(MAX_SOURCE_BYTES + 1);
    let length = 0;
    for (let read = 1; read > 0 && length < bytes.length; length += read)
      ({ bytesRead: read } = await handle.read(bytes, length, bytes.length - length, length));
    return length > MAX_SOURCE_BYTES ? { problem: tooLarge(length) } : { bytes: bytes.subarray(0, length) };
  } catch (error) {
    return refuse('file/unreadable', `It cannot be read: ${(error as Error).message}.`, 'Let the console read it.');
  } finally {
    await handle.close();
  }
}

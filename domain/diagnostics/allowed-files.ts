import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, open, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Target } from '@/domain/runbooks/schema';
import type { OutsideError } from './outcome-errors';

type Rooted = Pick<Target, 'name' | 'roots'>;
export type OpenFile = { handle: FileHandle; path: string; stats: Stats };

const refused = (message: string): { error: OutsideError } => ({ error: { code: 'roots', message } });

const isWithin = (file: string, root: string) => file === root || file.startsWith(root.endsWith(path.sep) ? root : root + path.sep);

const FAILURES: Record<string, [code: string, message: string]> = {
  ENOENT: ['no_file', 'there is no such file'],
  ENOTDIR: ['no_file', 'there is no such file'],
  EACCES: ['denied', 'the console may not read it'],
  EPERM: ['denied', 'the console may not read it'],
  ELOOP: ['loop', 'its links go in a circle'],
  ENXIO: ['not_plain', 'it is no file that can be read'],
};

/** Puts a failure of the file system into words. */
export function fileError(error: unknown, shown: string): OutsideError {
  const [code, message] = FAILURES[(error as { code?: string }).code ?? ''] ?? ['failed', (error as Error).message];
  return { code, message: `${shown}: ${message}` };
}

async function realRoots({ roots = [] }: Rooted): Promise<string[]> {
  const found = await Promise.all(roots.map((root) => realpath(root).catch(() => null)));
  return found.filter((root) => root !== null);
}

/**
 * The real path of what a target may be asked about: within its `roots`, also after every link is followed. A relative path
 * begins at the first root. Refuses (code `roots`) what lies or leads outside.
 */
export async function findAllowed(target: Rooted, wanted: string): Promise<{ path: string } | { error: OutsideError }> {
  const [first] = target.roots ?? [];
  if (!first) return refused(`the target ${target.name} names no folder that may be read; add "roots" to it in targets.yaml`);
  const absolute = path.resolve(first, wanted);
  if (!target.roots?.some((root) => isWithin(absolute, root)))
    return refused(`${wanted} lies outside the folders of the target ${target.name}; add one to its "roots" in targets.yaml`);
  try {
    const real = await realpath(absolute);
    const roots = await realRoots(target);
    return roots.some((root) => isWithin(real, root))
      ? { path: real }
      : refused(`${wanted} is a link that leads out of the folders of the target ${target.name}`);
  } catch (error) {
    return { error: fileError(error, wanted) };
  }
}

/** Whether what was opened is what was checked: a folder on the way may have been exchanged for a link meanwhile. */
export async function isStill(handle: FileHandle, real: string): Promise<boolean> {
  if (process.platform === 'linux') return (await readlink(`/proc/self/fd/${handle.fd}`).catch(() => '')) === real;
  const [opened, named] = await Promise.all([handle.stat(), lstat(real)]);
  return opened.dev === named.dev && opened.ino === named.ino && !named.isSymbolicLink();
}

/** Opens a plain file within the target's roots for reading; the caller closes it. Waits for no pipe and no device. */
export async function openAllowed(target: Rooted, wanted: string): Promise<OpenFile | { error: OutsideError }> {
  const found = await findAllowed(target, wanted);
  if ('error' in found) return found;
  let handle: FileHandle | undefined;
  try {
    handle = await open(found.path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    const stats = await handle.stat();
    const problem = !(await isStill(handle, found.path))
      ? refused(`${wanted} changed while it was opened`)
      : stats.isFile()
        ? null
        : { error: { code: 'not_plain', message: `${wanted}: it is no plain file` } };
    if (!problem) return { handle, path: found.path, stats };
    await handle.close();
    return problem;
  } catch (error) {
    await handle?.close();
    return { error: fileError(error, wanted) };
  }
}

/** The content of a small file within the target's roots. */
export async function readAllowed(
  target: Rooted,
  wanted: string,
  mostBytes: number,
): Promise<{ bytes: Buffer; path: string; stats: Stats } | { error: OutsideError }> {
  const opened = await openAllowed(target, wanted);
  if ('error' in opened) return opened;
  try {
    if (opened.stats.size > mostBytes) return { error: { code: 'too_large', message: `${wanted}: it holds more than ${mostBytes} bytes` } };
    return { bytes: await opened.handle.readFile(), path: opened.path, stats: opened.stats };
  } finally {
    await opened.handle.close();
  }
}

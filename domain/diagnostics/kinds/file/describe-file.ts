import type { Stats } from 'node:fs';
import { access, constants, lstat, readFile, readlink } from 'node:fs/promises';

/** A file as it is listed. */
export type FileEntry = {
  name: string;
  type: 'file' | 'folder' | 'link' | 'pipe' | 'socket' | 'device';
  /** As ls writes it: rw-r--r--. */
  mode: string;
  owner: string;
  group: string;
  sizeBytes: number;
  modifiedAt: string;
  ageSeconds: number;
  linkTo: string | null;
};

const LETTERS = ['r', 'w', 'x'];

/** 0o640 as rw-r-----, with s and t for the special bits. */
export function modeText(mode: number): string {
  const letters = Array.from({ length: 9 }, (_, at) => (mode & (0o400 >> at) ? (LETTERS[at % 3] as string) : '-'));
  for (const [bit, at, sign] of [
    [0o4000, 2, 's'],
    [0o2000, 5, 's'],
    [0o1000, 8, 't'],
  ] as const)
    if (mode & bit) letters[at] = letters[at] === 'x' ? sign : sign.toUpperCase();
  return letters.join('');
}

function typeOf(stats: Stats): FileEntry['type'] {
  if (stats.isSymbolicLink()) return 'link';
  if (stats.isDirectory()) return 'folder';
  if (stats.isFile()) return 'file';
  if (stats.isFIFO()) return 'pipe';
  return stats.isSocket() ? 'socket' : 'device';
}

async function namesIn(list: string): Promise<Map<number, string>> {
  const lines = (await readFile(list, 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'));
  return new Map(lines.filter(([name, , id]) => name && id).map(([name = '', , id]) => [Number(id), name]));
}

/** The names of users and groups on this machine; where there is none, the number stands. */
export async function loadNames() {
  const [users, groups] = await Promise.all([namesIn('/etc/passwd'), namesIn('/etc/group')]);
  return { user: (id: number) => users.get(id) ?? String(id), group: (id: number) => groups.get(id) ?? String(id) };
}
export type Names = Awaited<ReturnType<typeof loadNames>>;

/** Describes what has that path, a link as the link that it is. */
export async function describeFile(at: string, name: string, names: Names, nowMs: number): Promise<FileEntry> {
  const stats = await lstat(at);
  return {
    name,
    type: typeOf(stats),
    mode: modeText(stats.mode),
    owner: names.user(stats.uid),
    group: names.group(stats.gid),
    sizeBytes: stats.size,
    modifiedAt: stats.mtime.toISOString(),
    ageSeconds: Math.max(0, Math.round((nowMs - stats.mtimeMs) / 1_000)),
    linkTo: stats.isSymbolicLink() ? await readlink(at) : null,
  };
}

const may = (at: string, mode: number) =>
  access(at, mode).then(
    () => true,
    () => false,
  );

/** What the console's own user may do with it. */
export async function rightsOf(at: string) {
  return { readable: await may(at, constants.R_OK), writable: await may(at, constants.W_OK) };
}

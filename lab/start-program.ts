import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;
/** The program ends when our end of this pipe closes, however the lab ends; and if it ends by itself, so does this. */
const SCRIPT = `exec 3<&0
"$@" </dev/null >/dev/null 2>&1 3<&- & program=$!
{ cat <&3 >/dev/null; kill -9 $program; } & watch=$!
wait $program; kill $watch`;
/** Where Debian keeps servers, which only root's PATH names. */
const SERVERS = '/usr/sbin:/sbin';

/** A server of somebody else's that the lab runs. `why` says why it does not. */
export type RunningProgram = { close: () => void } | { why: string };

const environment = (more: Record<string, string> = {}) => ({ ...process.env, PATH: `${process.env.PATH ?? ''}:${SERVERS}`, ...more });

/** The first of these programs that is on PATH. */
export function findProgram(...names: string[]): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn('sh', ['-c', 'for name do command -v "$name" && exit; done; exit 1', 'sh', ...names], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: environment(),
    });
    let found = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      found += text;
    });
    child.once('error', () => resolve(null));
    child.once('close', () => resolve(found.trim() || null));
  });
}

async function becomesReady(child: ChildProcess, isReady: () => Promise<boolean>, readyMs: number): Promise<boolean> {
  const deadline = Date.now() + readyMs;
  while (Date.now() < deadline && child.exitCode === null) {
    if (await isReady()) return true;
    await sleep(LOOK_EVERY_MS);
  }
  return false;
}

/** Starts a program that ends with this process, and waits until it answers. */
export async function startProgram(
  words: string[],
  of: { isReady: () => Promise<boolean>; readyMs: number; env?: Record<string, string> },
): Promise<RunningProgram> {
  const child = spawn('sh', ['-c', SCRIPT, 'sh', ...words], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: environment(of.env),
  });
  child.stdin?.on('error', () => {});
  child.unref();
  const close = () => void child.stdin?.destroy();
  if (await becomesReady(child, of.isReady, of.readyMs)) return { close };
  close();
  return { why: `${words[0]?.split('/').at(-1)} did not start` };
}

/** Runs a program to its end. */
export function ranProgram(words: string[]): Promise<{ stdout: string; stderr: string; exitCode: number }> {
  return new Promise((resolve, reject) => {
    const [program = '', ...args] = words;
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: environment() });
    const said = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].setEncoding('utf8').on('data', (text: string) => {
        said[stream] += text;
      });
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ ...said, exitCode: exitCode ?? 1 }));
  });
}

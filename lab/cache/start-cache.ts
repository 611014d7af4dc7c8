import { type ChildProcess, spawn } from 'node:child_process';
import { connect } from 'node:net';
import { keepToken } from '../credentials';
import { freePort } from '../free-port';

const READY_MS = 5_000;
const LOOK_EVERY_MS = 20;
/** The server ends when our end of this pipe closes, however the lab ends. */
const SCRIPT = 'printf "%s" "$SETTINGS" | redis-server - >/dev/null 2>&1 & server=$!; cat >/dev/null; kill -9 $server';

/** A cache: a Redis of its own on loopback, in memory alone. `why` says why there is none. */
export type Cache = { url: string; close: () => void } | { why: string };

const listens = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

async function becomesReady(port: number, child: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + READY_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    if (await listens(port)) return true;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return false;
}

const isInstalled = () =>
  new Promise<boolean>((resolve) => {
    const child = spawn('redis-server', ['--version'], { stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });

/** Starts a cache when redis-server is on PATH. It saves nothing and ends with this process. */
export async function startCache(labDir: string, name = 'oatie-cache', knownPort?: number): Promise<Cache> {
  const password = await keepToken(labDir, name);
  if (!(await isInstalled())) return { why: 'redis-server is not installed' };
  const port = knownPort ?? (await freePort());
  const settings = [
    `port ${port}`,
    'bind 127.0.0.1',
    'save ""',
    'appendonly no',
    'maxmemory 32mb',
    'maxmemory-policy allkeys-lru',
    `requirepass ${password}`,
    '',
  ].join('\n');
  const child = spawn('sh', ['-c', SCRIPT], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    env: { ...process.env, SETTINGS: settings },
  });
  child.stdin?.on('error', () => {});
  child.unref();
  const close = () => child.stdin?.destroy();
  if (await becomesReady(port, child)) return { url: `redis://127.0.0.1:${port}`, close };
  close();
  return { why: 'redis-server did not start' };
}

import { keepToken } from '../credentials';
import { freePort, isListening } from '../free-port';
import { findProgram, startProgram } from '../start-program';

const READY_MS = 30_000;
/** Settings hold the password: they go in by a pipe, not by a file or an argument. */
const SCRIPT = 'exec redis-server - <<END\n$SETTINGS\nEND';

/** A cache: a Redis of its own on loopback, in memory alone. `why` says why there is none. */
export type Cache = { url: string; close: () => void } | { why: string };

/** Starts a cache when redis-server is on PATH. It saves nothing and ends with this process. */
export async function startCache(labDir: string, name = 'oatie-cache', knownPort?: number): Promise<Cache> {
  const password = await keepToken(labDir, name);
  if (!(await findProgram('redis-server'))) return { why: 'redis-server is not installed' };
  const port = knownPort ?? (await freePort());
  const settings = [
    `port ${port}`,
    'bind 127.0.0.1',
    'save ""',
    'appendonly no',
    'maxmemory 32mb',
    'maxmemory-policy allkeys-lru',
    `requirepass ${password}`,
  ].join('\n');
  const running = await startProgram(['sh', '-c', SCRIPT], {
    env: { SETTINGS: settings },
    isReady: () => isListening(port),
    readyMs: READY_MS,
  });
  return 'why' in running ? { why: 'redis-server did not start' } : { url: `redis://127.0.0.1:${port}`, close: running.close };
}

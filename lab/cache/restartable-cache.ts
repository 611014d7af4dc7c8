import { untilGone } from '../free-port';
import { inTurn, type Restartable } from '../in-turn';
import { startCache } from './start-cache';

/** A cache that may be stopped, and started again on the same port. `why` says why there is none. */
export type RestartableCache = Restartable & { why?: string; url?: string };

/** Starts a cache of that name, when redis-server is on PATH. */
export async function startRestartableCache(labDir: string, name: string): Promise<RestartableCache> {
  const first = await startCache(labDir, name);
  if ('why' in first) return { why: first.why, isUp: () => false, start: async () => {}, stop: async () => {} };
  const { url } = first;
  const port = Number(new URL(url).port);
  let running: { close: () => void } | null = first;
  return inTurn({
    url,
    isUp: () => running !== null,
    start: async () => {
      if (running) return;
      const again = await startCache(labDir, name, port);
      if ('why' in again) throw new Error(again.why);
      running = again;
    },
    stop: async () => {
      running?.close();
      running = null;
      await untilGone(port);
    },
  });
}

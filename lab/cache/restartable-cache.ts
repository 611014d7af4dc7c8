import { setTimeout as sleep } from 'node:timers/promises';
import { isListening } from '../free-port';
import { startCache } from './start-cache';

const LOOK_EVERY_MS = 20;
const GONE_MS = 3_000;

/** A cache that may be stopped, and started again on the same port. `why` says why there is none. */
export type RestartableCache = { why?: string; url?: string; isUp: () => boolean; start: () => Promise<void>; stop: () => Promise<void> };

async function untilGone(url: string): Promise<void> {
  const deadline = Date.now() + GONE_MS;
  while (Date.now() < deadline && (await isListening(Number(new URL(url).port)))) await sleep(LOOK_EVERY_MS);
}

/** Starts a cache of that name, when redis-server is on PATH. */
export async function startRestartableCache(labDir: string, name: string): Promise<RestartableCache> {
  const first = await startCache(labDir, name);
  if ('why' in first) return { why: first.why, isUp: () => false, start: async () => {}, stop: async () => {} };
  const { url } = first;
  let running: { close: () => void } | null = first;
  return {
    url,
    isUp: () => running !== null,
    start: async () => {
      if (running) return;
      const again = await startCache(labDir, name, Number(new URL(url).port));
      if ('why' in again) throw new Error(again.why);
      running = again;
    },
    stop: async () => {
      running?.close();
      running = null;
      await untilGone(url);
    },
  };
}

import type { Lab } from '../lab';
import type { Fault } from './fault';

const SMALL = '3mb';
const USUAL = '32mb';
const MOST_KEYS = 2_000;
const VALUE = 'x'.repeat(8_192);

async function isFull({ ariesone: { redis, cache } }: Lab): Promise<boolean> {
  if (!redis || !cache.isUp()) return false;
  const policy = (await redis.config('GET', 'maxmemory-policy')) as string[];
  return policy[1] === 'noeviction';
}

export const ARIESONE_CACHE_FULL: Fault = {
  name: 'ariesone-cache-full',
  title: 'The cache is full and takes nothing more',
  explanation: 'The cache was set up with a small limit and without eviction. It is full, and every write is refused.',
  breaks: ['ariesone/cache-trouble#cache-memory', 'ariesone/cache-trouble#cache-policy'],
  curedBy: ['ariesone/cache-trouble#set-memory-limit', 'ariesone/cache-trouble#set-eviction-policy'],
  alert: { alertname: 'RedisMemoryHigh', service: 'ariesone', severity: 'critical' },
  unavailable: ({ ariesone }) => ariesone.cache.why,
  cause: async ({ ariesone: { redis } }) => {
    await redis?.config('SET', 'maxmemory-policy', 'noeviction');
    await redis?.config('SET', 'maxmemory', SMALL);
    for (let number = 0; number < MOST_KEYS; number += 1) {
      const refused = await redis?.set(`page:${number}`, VALUE).then(
        () => false,
        () => true,
      );
      if (refused) return;
    }
  },
  heal: async (lab) => {
    const { redis, cache } = lab.ariesone;
    if (!redis || !cache.isUp()) return;
    await redis.config('SET', 'maxmemory', USUAL);
    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
    const pages = await redis.keys('page:*');
    if (pages.length) await redis.del(pages);
  },
  isActive: isFull,
};

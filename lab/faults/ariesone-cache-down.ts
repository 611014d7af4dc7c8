import type { Lab } from '../lab';
import type { Fault } from './fault';

/** The application's own client comes back a moment after the cache. */
async function startAgain({ ariesone: { cache, redis } }: Lab): Promise<void> {
  await cache.start();
  if (redis && redis.status !== 'ready') await new Promise((resolve) => redis.once('ready', resolve));
}

export const ARIESONE_CACHE_DOWN: Fault = {
  name: 'ariesone-cache-down',
  title: 'The cache does not answer',
  explanation: 'The container of the cache was stopped. The API goes on, and asks the database for everything.',
  breaks: ['ariesone/cache-trouble#cache-answers', 'ariesone/slow-api#health-of-parts'],
  curedBy: [],
  alert: { alertname: 'RedisDown', service: 'ariesone', severity: 'critical' },
  unavailable: ({ ariesone }) => ariesone.cache.why,
  cause: ({ ariesone }) => ariesone.cache.stop(),
  heal: async (lab) => {
    if (!lab.ariesone.cache.why) await startAgain(lab);
  },
  isActive: async ({ ariesone }) => !ariesone.cache.isUp() && !ariesone.cache.why,
};

import type { Fault } from './fault';

export const DOTMAC_CACHE_DOWN: Fault = {
  name: 'dotmac-cache-down',
  title: 'The cache refuses connections',
  explanation: 'The process of the cache has ended, and nothing started it again.',
  breaks: ['dotmac-isp/cannot-start#cache-answers', 'dotmac-isp/cannot-start#cache-port', 'dotmac-isp/health-and-logs#everything'],
  curedBy: ['dotmac-isp/cannot-start#start-cache'],
  alert: { alertname: 'RedisDown', service: 'dotmac-isp', severity: 'critical' },
  unavailable: ({ dotmac }) => dotmac.cache.why,
  cause: ({ dotmac }) => dotmac.cache.stop(),
  heal: ({ dotmac }) => dotmac.cache.start(),
  isActive: async ({ dotmac }) => !dotmac.cache.isUp() && !dotmac.cache.why,
};

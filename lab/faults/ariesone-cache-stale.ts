import type { Lab } from '../lab';
import type { Fault } from './fault';

const NPIS = ['1000000011', '1000000012', '1000000013'];

const staleKeys = async ({ ariesone: { redis, cache } }: Lab) => {
  if (!redis || !cache.isUp()) return [];
  const kept = await redis.mget(NPIS.map((npi) => `company:${npi}`));
  return NPIS.filter((_, index) => kept[index]?.includes('(former name)'));
};

export const ARIESONE_CACHE_STALE: Fault = {
  name: 'ariesone-cache-stale',
  title: 'The API shows companies as they were',
  explanation: 'Names were corrected in the database by hand, past the code that would have told the cache.',
  breaks: ['ariesone/cache-trouble#cache-agrees'],
  curedBy: ['ariesone/cache-trouble#empty-cache'],
  alert: { alertname: 'StaleData', service: 'ariesone', severity: 'warning' },
  unavailable: ({ ariesone }) => ariesone.cache.why,
  cause: async ({ ariesone: { redis } }) => {
    for (const npi of NPIS) await redis?.set(`company:${npi}`, JSON.stringify({ npi, name: 'Lakeside (former name)', locations: 1 }));
  },
  heal: async (lab) => {
    const stale = await staleKeys(lab);
    if (stale.length) await lab.ariesone.redis?.del(stale.map((npi) => `company:${npi}`));
  },
  isActive: async (lab) => (await staleKeys(lab)).length > 0,
};

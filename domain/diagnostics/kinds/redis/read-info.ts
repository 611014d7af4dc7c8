/** INFO as a map: numbers where they are numbers, `db0:keys=1,expires=0` as a map of its own. */
export type RedisInfo = Record<string, string | number | Record<string, string | number>>;

const numberOr = (text: string) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);
const PAIRS = /^[\w.-]+=[^=,]*(?:,[\w.-]+=[^=,]*)+$/;

export function readInfo(text: string): RedisInfo {
  const info: RedisInfo = Object.create(null);
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (line.startsWith('#') || colon < 1) continue;
    const value = line.slice(colon + 1);
    info[line.slice(0, colon)] = PAIRS.test(value)
      ? Object.fromEntries(value.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), numberOr(pair.slice(pair.indexOf('=') + 1))]))
      : numberOr(value);
  }
  return { ...info };
}

const pct = (part: number, whole: number) => Math.round((1_000 * part) / whole) / 10;

/**
 * What people ask INFO for and it does not say itself: the hit rate (null before the first lookup), and shares of limits (0 where
 * there is no limit). Sections that were not asked for give nothing.
 */
export function derivedFrom(info: RedisInfo): Record<string, string | number | null> {
  const number = (name: string) => (typeof info[name] === 'number' ? (info[name] as number) : undefined);
  const derived: Record<string, string | number | null> = {};
  const [hits, misses] = [number('keyspace_hits'), number('keyspace_misses')];
  if (hits !== undefined && misses !== undefined) {
    derived.lookups = hits + misses;
    derived.hit_rate_pct = hits + misses > 0 ? pct(hits, hits + misses) : null;
  }
  const [used, limit] = [number('used_memory'), number('maxmemory')];
  if (used !== undefined) derived.used_memory_bytes = used;
  if (limit !== undefined) derived.maxmemory_bytes = limit;
  if (used !== undefined && limit !== undefined) derived.maxmemory_used_pct = limit > 0 ? pct(used, limit) : 0;
  const fragmentation = number('mem_fragmentation_ratio');
  if (fragmentation !== undefined) derived.fragmentation_ratio = fragmentation;
  const [clients, most] = [number('connected_clients'), number('maxclients')];
  if (clients !== undefined && most) derived.clients_used_pct = pct(clients, most);
  for (const name of ['connected_clients', 'maxclients', 'evicted_keys', 'rejected_connections', 'maxmemory_policy', 'role'])
    if (typeof info[name] === 'string' || typeof info[name] === 'number') derived[name] = info[name] as string | number;
  if (info.redis_version !== undefined) derived.version = String(info.redis_version);
  return derived;
}

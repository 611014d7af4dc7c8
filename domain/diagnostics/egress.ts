import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Target } from '@/domain/runbooks/schema';
import { isReserved } from '@/lib/reserved-addresses';
import { networkError, type OutsideError } from './outcome-errors';

/** A name is looked up once, for at most this long; the connection then goes to what it gave. */
const LOOKUP_LIMIT_MS = 5_000;
/** A lookup that hangs holds one of the process's few threads for file work: never more than this many. */
const LOOKUPS_AT_ONCE = 2;
const DEFAULT_PORTS = {
  'postgres:': 5432,
  'postgresql:': 5432,
  'redis:': 6379,
  'rediss:': 6379,
  'http:': 80,
  'https:': 443,
} satisfies Record<string, number>;

export type Endpoint = { host: string; port: number };
/** Addresses that may be connected to, in order. */
export type Reachable = { addresses: { address: string; family: 4 | 6 }[]; dnsMs: number };

export const bareHost = (host: string) =>
  host
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
export const endpointText = ({ host, port }: Endpoint) => (isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`);

/** "host:port" or "[v6]:port" taken apart; undefined when it is neither. */
export function readEndpoint(text: string): Endpoint | undefined {
  const parts = /^(\[[0-9a-f:.]+\]|[a-z0-9_.-]+):(\d{1,5})$/i.exec(text.trim());
  const port = Number(parts?.[2]);
  if (!parts?.[1] || port < 1 || port > 65_535) return;
  const host = bareHost(parts[1]);
  return /^[a-z0-9_:]/.test(host) ? { host, port } : undefined;
}

/** The endpoint of a target's url; undefined when it has none. */
export function targetEndpoint({ url }: Pick<Target, 'url'>): Endpoint | undefined {
  if (!url) return;
  if (!url.includes('://')) return readEndpoint(url);
  if (!URL.canParse(url)) return;
  const { hostname, port, protocol } = new URL(url);
  const byDefault = DEFAULT_PORTS[protocol as keyof typeof DEFAULT_PORTS];
  return hostname && (port || byDefault) ? { host: bareHost(hostname), port: Number(port) || (byDefault as number) } : undefined;
}

/** Every endpoint that blocks on this target may reach. */
export function allowedEndpoints(target: Pick<Target, 'url' | 'egress'>): Endpoint[] {
  return [targetEndpoint(target), ...target.egress.map(readEndpoint)].filter((endpoint) => endpoint !== undefined);
}

/** Whether scripts on this target get the network at all. */
export const reachesNetwork = (target: Pick<Target, 'url' | 'egress'>) => target.url !== undefined || target.egress.length > 0;

let lookups = 0;
const waiting: (() => void)[] = [];
async function oneLookup(host: string) {
  if (lookups >= LOOKUPS_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  lookups += 1;
  try {
    return await lookup(host, { all: true, verbatim: true });
  } finally {
    lookups -= 1;
    waiting.shift()?.();
  }
}

/** Waits no longer than the limit, nor than the signal allows. */
export function within<T>(work: Promise<T>, limitMs: number, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(Object.assign(new Error('stopped'), { code: 'ABORTED' }));
    const timer = setTimeout(() => reject(Object.assign(new Error(`no answer within ${limitMs} ms`), { code: 'EAI_AGAIN' })), limitMs);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    });
    work.catch(() => {});
  });
}

async function addressesOf(host: string, signal: AbortSignal): Promise<Reachable['addresses']> {
  const family = isIP(host);
  if (family) return [{ address: host, family: family as 4 | 6 }];
  const found = await within(oneLookup(host), LOOKUP_LIMIT_MS, signal);
  return found.map(({ address, family }) => ({ address, family: family as 4 | 6 }));
}

/**
 * Decides whether a block may connect to host:port and looks the name up, once: the caller connects to these addresses and
 * asks no name server again. Refuses what the target does not list, and link-local addresses unless listed as such.
 */
export async function reach(
  target: Pick<Target, 'name' | 'url' | 'egress'>,
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<Reachable | { error: OutsideError }> {
  const wanted = { host: bareHost(endpoint.host), port: endpoint.port };
  const listed = allowedEndpoints(target).some(({ host, port }) => host === wanted.host && port === wanted.port);
  const where = endpointText(wanted);
  if (!listed)
    return {
      error: {
        code: 'egress',
        message: `${where} may not be reached from the target ${target.name}; add it to "egress" of that target in targets.yaml`,
      },
    };
  const startedAt = performance.now();
  try {
    const all = await addressesOf(wanted.host, signal);
    const addresses = isIP(wanted.host) ? all : all.filter(({ address }) => !isReserved(address));
    if (addresses.length === 0)
      return { error: { code: 'egress', message: `${where} leads to a link-local address (${all[0]?.address}), which is refused` } };
    return { addresses, dnsMs: performance.now() - startedAt };
  } catch (error) {
    return { error: networkError(error, where) };
  }
}

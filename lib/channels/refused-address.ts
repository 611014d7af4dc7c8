import { type Env, env } from '../env';
import { familyOf, isReserved, subnets, translated } from '../reserved-addresses';

const LOOPBACK_HOSTS = new Set(['127.0.0.1', '::1', 'localhost']);

const LOOPBACK = subnets([
  ['127.0.0.0', 8],
  ['::1', 128],
]);

/**
 * A console that answers on loopback alone and has no other address is someone's own machine: its receivers may be there too.
 * Everywhere else loopback means the console itself and what stands beside it.
 */
export const loopbackAllowed = ({ HOST, PUBLIC_URL }: Pick<Env, 'HOST' | 'PUBLIC_URL'> = env()): boolean =>
  !PUBLIC_URL && LOOPBACK_HOSTS.has(HOST);

/** Why a message may not be sent to this address; undefined when it may. */
export function refusedAddress(address: string, allowLoopback = loopbackAllowed()): string | undefined {
  const behind = translated(address);
  if (behind) return refusedAddress(behind, allowLoopback);
  if (isReserved(address)) return `${address} is a link-local, metadata or reserved address`;
  if (LOOPBACK.check(address, familyOf(address)) && !allowLoopback) return `${address} is the console's own machine`;
  return undefined;
}

import { BlockList, isIP } from 'node:net';
import { type Env, env } from '../env';

const LOOPBACK_HOSTS = new Set(['127.0.0.1', '::1', 'localhost']);

const subnets = (ranges: [address: string, bits: number][]): BlockList => {
  const list = new BlockList();
  for (const [address, bits] of ranges) list.addSubnet(address, bits, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return list;
};

const LOOPBACK = subnets([
  ['127.0.0.0', 8],
  ['::1', 128],
]);

/** Where clouds hand out credentials to whoever asks, and what exists on the local wire alone or is no machine at all. */
const NEVER = subnets([
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 128],
  ['fe80::', 10],
  ['fd00:ec2::254', 128],
  ['ff00::', 8],
]);

/** Addresses that stand for an IPv4 address behind a translator (NAT64): judged by that. */
const TRANSLATED = /^64:ff9b::([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i;

function translated(address: string): string | undefined {
  const parts = TRANSLATED.exec(address);
  if (!parts) return undefined;
  const [high = 0, low = 0] = parts.slice(1).map((part) => Number.parseInt(part, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

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
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  if (NEVER.check(address, family)) return `${address} is a link-local, metadata or reserved address`;
  if (LOOPBACK.check(address, family) && !allowLoopback) return `${address} is the console's own machine`;
  return undefined;
}

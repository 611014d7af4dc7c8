import { BlockList, isIP } from 'node:net';

export const subnets = (ranges: [address: string, bits: number][]): BlockList => {
  const list = new BlockList();
  for (const [address, bits] of ranges) list.addSubnet(address, bits, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return list;
};

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
  ['192.0.0.192', 32],
  ['fd00:ec2::254', 128],
  ['fd20:ce::254', 128],
  ['ff00::', 8],
]);

const TRANSLATED = /^64:ff9b::([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i;

/** The IPv4 address that an address stands for behind a translator (NAT64): judged by that. */
export function translated(address: string): string | undefined {
  const parts = TRANSLATED.exec(address);
  if (!parts) return undefined;
  const [high = 0, low = 0] = parts.slice(1).map((part) => Number.parseInt(part, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

export const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Whether nobody may be reached at an address: link-local, a cloud's metadata, or reserved. */
export function isReserved(address: string): boolean {
  const plain = address.replace(/%.*$/, '');
  const behind = translated(plain);
  return behind ? isReserved(behind) : NEVER.check(plain, familyOf(plain));
}

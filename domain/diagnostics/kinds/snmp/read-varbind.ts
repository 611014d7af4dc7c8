import type { Varbind } from 'net-snmp';
import { nameOfOid } from '@/domain/runbooks/kinds/snmp-names';

const LONGEST_VALUE = 2_000;

export type SnmpRow = { name: string; oid: string; type: string; value: string | number | null };

const ABSENT: Record<number, string> = { 128: 'no such object', 129: 'no such instance', 130: 'end of the view' };
const TYPES: Record<number, string> = {
  1: 'boolean',
  2: 'integer',
  4: 'text',
  5: 'null',
  6: 'oid',
  64: 'address',
  65: 'counter',
  66: 'gauge',
  67: 'ticks',
  68: 'opaque',
  70: 'counter64',
};

/** Text where it is text; else bytes, as addresses of interfaces are. */
function textOrBytes(bytes: Buffer): string {
  const text = bytes.toString('utf8').replace(/\0+$/, '');
  if (!text.includes('\ufffd') && !/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text)) return text.slice(0, LONGEST_VALUE);
  return (
    bytes
      .subarray(0, LONGEST_VALUE / 3)
      .toString('hex')
      .match(/../g) ?? []
  ).join(':');
}

function bigNumber(bytes: Buffer): number | string {
  const value = bytes.length ? BigInt(`0x${bytes.toString('hex')}`) : 0n;
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value.toString();
}

/** One answer of an agent as it may be shown and compared. */
export function readVarbind({ oid, type = 5, value }: Pick<Varbind, 'oid' | 'type' | 'value'>): SnmpRow {
  const row = { name: nameOfOid(oid), oid };
  if (type in ABSENT) return { ...row, type: ABSENT[type] as string, value: null };
  const named = TYPES[type] ?? 'unknown';
  const raw = value as unknown;
  if (Buffer.isBuffer(raw)) return { ...row, type: named, value: named === 'counter64' ? bigNumber(raw) : textOrBytes(raw) };
  if (typeof raw === 'number' || typeof raw === 'string') return { ...row, type: named, value: raw };
  return { ...row, type: named, value: raw === null || raw === undefined ? null : String(raw).slice(0, LONGEST_VALUE) };
}

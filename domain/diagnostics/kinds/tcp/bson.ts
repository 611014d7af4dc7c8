/** What a small document of BSON holds at its top, as far as its values are plain. */
export type BsonValues = Record<string, number | string | boolean | null>;

const FIXED: Record<number, number> = { 1: 8, 7: 12, 8: 1, 9: 8, 10: 0, 16: 4, 17: 8, 18: 8, 19: 16 };

function valueAt(type: number, bytes: Buffer, at: number): BsonValues[string] | undefined {
  if (type === 1) return bytes.readDoubleLE(at);
  if (type === 2) return bytes.toString('utf8', at + 4, at + 4 + Math.max(0, bytes.readInt32LE(at) - 1));
  if (type === 8) return bytes[at] === 1;
  if (type === 10) return null;
  if (type === 16) return bytes.readInt32LE(at);
  if (type === 18) return Number(bytes.readBigInt64LE(at));
}

function lengthAt(type: number, bytes: Buffer, at: number): number | null {
  if (type in FIXED) return FIXED[type] as number;
  if (type === 2) return 4 + bytes.readInt32LE(at);
  if (type === 3 || type === 4) return bytes.readInt32LE(at);
  return type === 5 ? 5 + bytes.readInt32LE(at) : null;
}

/** Reads one document; ends where it meets what it does not know. Throws RangeError where bytes are missing. */
export function readBson(bytes: Buffer): BsonValues {
  const values: BsonValues = {};
  const end = Math.min(bytes.length, bytes.readInt32LE(0));
  for (let at = 4; at < end - 1; ) {
    const type = bytes[at] ?? 0;
    const nameEnd = bytes.indexOf(0, at + 1);
    if (type === 0 || nameEnd < 0) break;
    const start = nameEnd + 1;
    const length = lengthAt(type, bytes, start);
    if (length === null || length < 0) break;
    const value = valueAt(type, bytes, start);
    if (value !== undefined) values[bytes.toString('utf8', at + 1, nameEnd)] = value;
    at = start + length;
  }
  return values;
}

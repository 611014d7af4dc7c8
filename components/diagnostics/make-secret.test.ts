import { describe, expect, it } from 'vitest';
import { makeSecret } from './make-secret';

describe('makeSecret', () => {
  it.each([
    ['hex', 32, /^[0-9a-f]{64}$/],
    ['base64url', 32, /^[\w-]{43}$/],
    ['base64', 32, /^[A-Za-z0-9+/]{43}=$/],
    ['alphanumeric', 32, /^[A-Za-z0-9]{43}$/],
    ['hex', 16, /^[0-9a-f]{32}$/],
  ] as const)('%s of %i bytes', (format, bytes, shape) => {
    const made = Array.from({ length: 200 }, () => makeSecret({ format, bytes }));
    for (const secret of made) expect(secret).toMatch(shape);
    expect(new Set(made).size).toBe(made.length);
  });

  it('writes the bytes that it was given, and takes no letter more often than another', () => {
    expect(makeSecret({ format: 'hex', bytes: 16 }, (bytes) => bytes.fill(171))).toBe('ab'.repeat(16));
    let next = 0;
    const count = new Map<string, number>();
    const everyByte = (bytes: Uint8Array<ArrayBuffer>) => bytes.map(() => next++ % 256);
    for (let turn = 0; turn < 248; turn += 1)
      for (const letter of makeSecret({ format: 'alphanumeric', bytes: 32 }, everyByte)) count.set(letter, (count.get(letter) ?? 0) + 1);
    const counts = [...count.values()];
    expect(counts).toHaveLength(62);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThan(30);
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Spool } from './spool';

const MIB = 1024 * 1024;
const root = mkdtempSync(path.join(tmpdir(), 'sitrep-spool-'));
afterAll(() => rmSync(root, { recursive: true }));

/** A MiB that tells its number at every 8 bytes. */
const block = (number: number) => Buffer.alloc(MIB, number.toString(16).padStart(8, '0'));

test('keeps the first 32 MiB and at least the last 32 MiB, at their own positions, also after reopening', () => {
  const dir = path.join(root, 'long');
  const spool = Spool.create(dir);
  for (let i = 0; i < 150; i++) spool.append(block(i));
  const reopened = Spool.open(dir, 150 * MIB);
  for (const reader of [spool, reopened]) {
    for (const i of [0, 31, 118, 149]) {
      const piece = reader?.read(i * MIB, MIB);
      expect([piece?.offset, piece?.buffer.equals(block(i))]).toEqual([i * MIB, true]);
    }
    const skipped = reader?.read(40 * MIB, 8);
    expect(skipped?.offset).toBeGreaterThan(40 * MIB);
    expect(skipped?.offset).toBeLessThanOrEqual(118 * MIB);
    reader?.close();
  }
});

test('there is none where none was made', () => {
  expect(Spool.open(path.join(root, 'nothing'), 5)).toBeNull();
});

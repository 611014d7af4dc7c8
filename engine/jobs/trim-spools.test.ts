import { existsSync, mkdirSync, mkdtempSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';

const root = mkdtempSync(path.join(tmpdir(), 'sitrep-trim-'));
process.env.DATA_DIR = root;
afterAll(() => rmSync(root, { recursive: true }));

/** A sparse file of that size, last written that long ago. */
function spool(name: string, gib: number, minutesAgo: number): string {
  const dir = path.join(root, 'runs', name);
  mkdirSync(dir, { recursive: true });
  const file = path.join(dir, 'head');
  writeFileSync(file, '');
  truncateSync(file, gib * 1024 ** 3);
  const at = Date.now() / 1000 - minutesAgo * 60;
  utimesSync(file, at, at);
  return dir;
}

test('beyond 2 GiB the oldest spools go, never one that may still be written', async () => {
  const { trimSpools } = await import('./trim-spools');
  const [oldest, old, young] = [spool('a', 1, 300), spool('b', 1, 200), spool('c', 1.5, 1)];
  expect(await trimSpools()).toBe(2);
  expect([oldest, old, young].map((dir) => existsSync(dir))).toEqual([false, false, true]);
  spool('d', 1.5, 2);
  expect(await trimSpools()).toBe(0);
});

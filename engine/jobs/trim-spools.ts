import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { env } from '@/lib/env';
import type { Sweep } from './sweeps';

const KEPT_BYTES = 2 * 1024 ** 3;
/** A spool this young may still be written. */
const YOUNG_MS = 15 * 60_000;

type Spooled = { dir: string; bytes: number; at: number };

/** Long outputs on this disk, oldest first, are removed beyond 2 GiB. Their head, tail, size and hash stay in the database. */
export async function trimSpools(): Promise<number> {
  const root = path.join(env().DATA_DIR, 'runs');
  const names = await readdir(root).catch(() => []);
  const spooled = await Promise.all(names.map((name) => measure(path.join(root, name))));
  let total = spooled.reduce((sum, { bytes }) => sum + bytes, 0);
  let removed = 0;
  for (const { dir, bytes, at } of spooled.sort((a, b) => a.at - b.at)) {
    if (total <= KEPT_BYTES || Date.now() - at < YOUNG_MS) break;
    await rm(dir, { recursive: true, force: true });
    total -= bytes;
    removed++;
  }
  return removed;
}

async function measure(dir: string): Promise<Spooled> {
  const files = await readdir(dir).catch(() => []);
  const stats = await Promise.all(files.map((name) => stat(path.join(dir, name)).catch(() => null)));
  const known = stats.filter((one) => one !== null);
  return { dir, bytes: known.reduce((sum, one) => sum + one.size, 0), at: Math.max(0, ...known.map((one) => one.mtimeMs)) };
}

export const oldSpools: Sweep = { name: 'trim spools', everyMs: 10 * 60_000, run: trimSpools };

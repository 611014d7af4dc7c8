import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { redis } from '@/domain/diagnostics/kinds/redis';
import { resolveTarget } from '@/domain/diagnostics/resolve-target';
import { startCache } from '@/lab/cache/start-cache';
import { runKind } from '../run-kind';

test('the cache of the lab is a Redis that the credential of its target opens, and ends when it is closed', async () => {
  const labDir = await mkdtemp(path.join(tmpdir(), 'sitrep-cache-'));
  const cache = await startCache(labDir);
  if ('why' in cache) throw new Error(cache.why);
  const file = path.join(labDir, 'oatie-cache.credential');
  expect((await stat(file)).mode & 0o077).toBe(0);
  const known = { name: 'oatie-cache', kind: 'redis', environment: 'local', egress: [], url: cache.url, read: { file } } as const;
  const target = await resolveTarget({ ...known, egress: [] }, 'read');
  expect((await runKind(redis, 'redis', 'INFO memory', { target })).data).toMatchObject({ maxmemory_bytes: 32 * 1024 * 1024 });
  cache.close();
  await expect.poll(async () => (await runKind(redis, 'redis', 'PING', { target })).data.connected).toBe(false);
  await rm(labDir, { recursive: true });
});

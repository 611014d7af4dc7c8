import { statfs } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { db } from '@/lib/db';
import { env } from '@/lib/env';
import { sandbox } from '@/lib/sandbox/level';

type Check = { status: 'ok' | 'warn' | 'fail'; [fact: string]: unknown };
/** Where the web process answers, while it does. */
export type Web = { readonly origin: string | null };
export type Health = { status: 'ok' | 'degraded' | 'down'; checks: Record<string, Check>; timestamp: string };

const CHECK_MS = 2_000;
const LATE_QUEUE_SECONDS = 10;
const DISK_WARN_PCT = 90;
const DISK_FAIL_PCT = 97;

/** Looks at what the console stands on. `down` only when the database is gone: then writes are refused. */
async function health(web: Web): Promise<Health> {
  const [database, queue, disk, sandbox] = await Promise.all([
    guarded(databaseCheck),
    guarded(queueCheck),
    guarded(diskCheck),
    guarded(sandboxCheck),
  ]);
  const checks = { database, queue, disk, sandbox, web: webCheck(web) };
  const parts = Object.values(checks);
  const status = database.status === 'fail' ? 'down' : parts.some((check) => check.status === 'fail') ? 'degraded' : 'ok';
  return { status, checks, timestamp: new Date().toISOString() };
}

export function registerHealth(app: FastifyInstance, web: Web): void {
  app.get('/health', async (_request, reply) => {
    const now = await health(web);
    return reply
      .header('cache-control', 'no-store')
      .code(now.status === 'down' ? 503 : 200)
      .send(now);
  });
}

async function guarded(check: () => Promise<Check>): Promise<Check> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Check>((resolve) => {
    timer = setTimeout(() => resolve({ status: 'fail', error: `no answer within ${CHECK_MS / 1000} s` }), CHECK_MS);
  });
  const answer = check().catch((error): Check => ({ status: 'fail', error: shortly(error) }));
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

const shortly = (error: unknown) =>
  String((error as Error)?.message ?? error)
    .trim()
    .split('\n')
    .at(-1)
    ?.slice(0, 200);

async function databaseCheck(): Promise<Check> {
  const from = performance.now();
  const [row] = await db().$queryRaw<{ size: bigint }[]>`SELECT pg_database_size(current_database()) AS size`;
  return { status: 'ok', latencyMs: Math.round((performance.now() - from) * 10) / 10, sizeBytes: Number(row?.size ?? 0) };
}

async function queueCheck(): Promise<Check> {
  const [row] = await db().$queryRaw<{ queued: number; running: number; oldest: number | null }[]>`
    SELECT count(*) FILTER (WHERE state = 'queued')::int AS queued, count(*) FILTER (WHERE state = 'running')::int AS running,
      extract(epoch FROM now() - min("queuedAt") FILTER (WHERE state = 'queued'))::float8 AS oldest
    FROM run WHERE state IN ('queued', 'running')`;
  const oldestSeconds = Math.max(0, Math.round((row?.oldest ?? 0) * 10) / 10);
  return {
    status: oldestSeconds > LATE_QUEUE_SECONDS ? 'warn' : 'ok',
    queued: row?.queued ?? 0,
    running: row?.running ?? 0,
    oldestSeconds,
  };
}

async function diskCheck(): Promise<Check> {
  const { bsize, blocks, bavail } = await statfs(env().DATA_DIR);
  const usedPct = Math.round((1 - bavail / blocks) * 1000) / 10;
  const status = usedPct >= DISK_FAIL_PCT ? 'fail' : usedPct >= DISK_WARN_PCT ? 'warn' : 'ok';
  return { status, usedPct, freeBytes: bavail * bsize };
}

async function sandboxCheck(): Promise<Check> {
  const { level, enforced } = sandbox();
  return { status: level === 'none' ? 'warn' : 'ok', level, enforced };
}

function webCheck(web: Web): Check {
  return web.origin ? { status: 'ok' } : { status: 'fail', error: 'the web process is not up; it is being restarted' };
}

import path from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { type RestartableCache, startRestartableCache } from '../cache/restartable-cache';
import { keepToken } from '../credentials';
import { makeDatabase } from '../database/make-database';
import { openAccessLog } from '../oatie/access-log';
import { makeRequestMetrics } from '../web/request-metrics';
import { serveRoutes } from '../web/serve-routes';
import type { Ariesone } from './ariesone';
import { ARIESONE_ROUTES } from './ariesone-routes';
import { ARIESONE_ROWS, ARIESONE_SCHEMA } from './ariesone-schema';
import { writeMigrations } from './migrations';
import { startQueue } from './start-queue';

const POOL_SIZE = 3;
const CACHE_RETRY_MS = 200;
/** So many looks for a cache that has just come back. */
const CACHE_RETRIES = 50;
/** It counts the connecting itself, which takes its time on a machine that has much to do. */
const POOL_WAIT_MS = 10_000;

export type AriesoneSystem = { ariesone: Ariesone; addresses: Record<string, string>; close: () => Promise<void> };

function withoutCredentials(url: string): string {
  return Object.assign(new URL(url), { username: '', password: '' }).href;
}

async function connectCache(cache: RestartableCache, password: string): Promise<Redis | null> {
  if (!cache.url) return null;
  const redis = new Redis(cache.url, {
    password,
    maxRetriesPerRequest: CACHE_RETRIES,
    lazyConnect: true,
    retryStrategy: () => CACHE_RETRY_MS,
  });
  redis.on('error', () => {});
  await redis.connect();
  return redis;
}

/** Starts Ariesone: its database, cache, queue and application. */
export async function startAriesone(adminUrl: string, labDir: string): Promise<AriesoneSystem> {
  const wanted = { database: 'ariesone', owner: 'ariesone', schema: ARIESONE_SCHEMA, rows: ARIESONE_ROWS, filled: 'users' };
  const [{ appUrl, writeUrl }, cache, queue] = await Promise.all([
    makeDatabase(adminUrl, labDir, wanted),
    startRestartableCache(labDir, 'ariesone-cache'),
    startQueue(),
  ]);
  await writeMigrations(labDir);
  const redis = await connectCache(cache, await keepToken(labDir, 'ariesone-cache'));
  const pool = new pg.Pool({
    connectionString: appUrl,
    application_name: 'ariesone-api',
    max: POOL_SIZE,
    connectionTimeoutMillis: POOL_WAIT_MS,
  });
  pool.on('error', () => {});
  const log = openAccessLog(path.join(labDir, 'ariesone.log'));
  const metrics = makeRequestMetrics();
  const signingSecret = await keepToken(labDir, 'ariesone-signing');
  const ariesone: Ariesone = { pool, appUrl, writeUrl, cache, redis, queue, log, metrics, signingSecret };
  const served = await serveRoutes({ app: ariesone, routes: ARIESONE_ROUTES, log, record: metrics.record });
  const addresses = {
    'ariesone-db': withoutCredentials(appUrl),
    'ariesone-api': served.url,
    'ariesone-queue': queue.at,
    ...(cache.url ? { 'ariesone-cache': cache.url } : {}),
  };
  const close = async () => {
    served.close();
    redis?.disconnect();
    await queue.stop();
    await cache.stop();
    await pool.end();
    await log.close();
  };
  return { ariesone, addresses, close };
}

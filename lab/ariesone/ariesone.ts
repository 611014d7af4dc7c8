import type { Redis } from 'ioredis';
import type pg from 'pg';
import type { RestartableCache } from '../cache/restartable-cache';
import type { AccessLog } from '../oatie/access-log';
import type { RequestMetrics } from '../web/request-metrics';
import type { WebRoute } from '../web/serve-routes';
import type { Queue } from './start-queue';

/** Ariesone's parts that its routes work with and that faults reach into. */
export type Ariesone = {
  pool: pg.Pool;
  /** Its database as its application and as its operators reach it; with passwords, so never shown. */
  appUrl: string;
  writeUrl: string;
  cache: RestartableCache;
  /** A client of the cache; null without one. */
  redis: Redis | null;
  queue: Queue;
  log: AccessLog;
  metrics: RequestMetrics;
  signingSecret: string;
};

export type AriesoneRoute = WebRoute<Ariesone>;

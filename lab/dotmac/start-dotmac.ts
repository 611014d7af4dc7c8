import pg from 'pg';
import { startRestartableCache } from '../cache/restartable-cache';
import { keepToken } from '../credentials';
import { urlFor } from '../database/create-database';
import { makeDatabase } from '../database/make-database';
import { openAccessLog } from '../oatie/access-log';
import { makeRequestMetrics } from '../web/request-metrics';
import { serveRoutes } from '../web/serve-routes';
import { APP_ROUTES } from './app-routes';
import { keepRestoreSchema } from './backups';
import type { Dotmac } from './dotmac';
import { DOTMAC_ROWS, DOTMAC_SCHEMA, SET_PASSWORD } from './dotmac-schema';
import { makeFolders, writeSettings } from './folders';
import { OPS_ROUTES } from './ops-routes';
import { startPaymentProcessor } from './payment-processor';
import { startResolver } from './start-resolver';

const DATABASE = 'dotmac';

export type DotmacSystem = { dotmac: Dotmac; addresses: Record<string, string>; close: () => Promise<void> };

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlFor(adminUrl, DATABASE), application_name: 'lab setup' });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function withoutCredentials(url: string): string {
  return Object.assign(new URL(url), { username: '', password: '' }).href;
}

/** Starts DotMac: its database, cache, files, application and the payment processor that it charges through. */
export async function startDotmac(adminUrl: string, labDir: string): Promise<DotmacSystem> {
  const wanted = { database: DATABASE, owner: 'dotmac', schema: DOTMAC_SCHEMA, rows: DOTMAC_ROWS, filled: 'users' };
  const [{ appUrl, writeUrl }, folders, cache, processor, resolver] = await Promise.all([
    makeDatabase(adminUrl, labDir, wanted),
    makeFolders(labDir),
    startRestartableCache(labDir, 'dotmac-cache'),
    startPaymentProcessor(),
    startResolver(),
  ]);
  await asAdmin(adminUrl, SET_PASSWORD);
  await keepRestoreSchema({ writeUrl });
  const signingSecret = await keepToken(labDir, 'dotmac-signing');
  await keepToken(labDir, 'dotmac-webhook');
  await writeSettings(folders.settings, { databaseUrl: appUrl, cacheUrl: cache.url ?? '', signingSecret });
  const metrics = makeRequestMetrics();
  const log = openAccessLog(folders.logFile);
  const opsToken = await keepToken(labDir, 'dotmac-ops');
  const dotmac: Dotmac = { folders, appUrl, writeUrl, log, metrics, opsToken, cache, processor, resolver, signingSecret };
  const served = await serveRoutes({ app: dotmac, routes: [...APP_ROUTES, ...OPS_ROUTES], log, record: metrics.record });
  const addresses = {
    'dotmac-db': withoutCredentials(appUrl),
    'dotmac-app-db': withoutCredentials(appUrl),
    'dotmac-api': served.url,
    'dotmac-payments': processor.url,
    'dotmac-resolver': resolver.at,
    ...(cache.url ? { 'dotmac-cache': cache.url } : {}),
  };
  const close = async () => {
    served.close();
    processor.close();
    resolver.close();
    await cache.stop();
    await log.close();
  };
  return { dotmac, addresses, close };
}

import { mkdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { keepBasic, keepToken } from '../credentials';
import type { Volume } from '../volume';
import { openAccessLog } from './access-log';
import { AUTH_ROUTES } from './auth-routes';
import { makeMetrics } from './metrics';
import { type Oatie, problem, type Reply, type Request } from './oatie';
import { OPERATION_ROUTES } from './operation-routes';
import { startOracleBi } from './oracle-bi';
import { PUBLISHER_ROUTES } from './publisher-routes';
import { REPORT_ROUTES } from './report-routes';
import { startTimeServer } from './start-time-server';

const ROUTES = [...OPERATION_ROUTES, ...AUTH_ROUTES, ...REPORT_ROUTES, ...PUBLISHER_ROUTES];
const BODY_BYTES = 65_536;
const POOL_SIZE = 5;
/** It counts the connecting itself, which takes its time on a machine that has much to do. */
const POOL_WAIT_MS = 3_000;
const POOL_IDLE_MS = 30_000;
const STATEMENT_MS = 30_000;
const CLOCK_TOLERANCE_SECONDS = 30;

/** Reads a JSON body of at most 64 KiB; anything else is undefined. */
async function readBody(incoming: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of incoming) {
    text += chunk;
    if (text.length > BODY_BYTES) return undefined;
  }
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

async function answer(oatie: Oatie, request: Request): Promise<Reply & { name: string }> {
  for (const route of ROUTES) {
    const match = route.method === request.method && route.pattern.exec(request.path);
    if (!match) continue;
    try {
      return { ...(await route.answer(oatie, request, match.slice(1))), name: route.name };
    } catch (error) {
      oatie.log.write(`ERROR ${request.method} ${request.path} ${(error as Error).stack?.split('\n').slice(0, 2).join(' ') ?? error}`);
      return { ...problem(500, 'internal', 'something went wrong'), name: route.name };
    }
  }
  return { ...problem(404, 'not_found', `${request.path} is not a path of this application`), name: 'unknown' };
}

async function serve(oatie: Oatie, incoming: IncomingMessage, response: ServerResponse) {
  const startedMs = performance.now();
  const url = new URL(incoming.url ?? '/', 'http://oatie');
  const method = incoming.method === 'HEAD' ? 'GET' : (incoming.method ?? 'GET');
  const request = { method, path: url.pathname, query: url.searchParams, headers: incoming.headers, body: await readBody(incoming) };
  const { status, body, type, name } = await answer(oatie, request);
  const text = type ? String(body) : `${JSON.stringify(body)}\n`;
  response.writeHead(status, {
    'content-type': type ?? 'application/json; charset=utf-8',
    date: oatie.now().toUTCString(),
    'content-length': Buffer.byteLength(text),
  });
  response.end(incoming.method === 'HEAD' ? undefined : text);
  const ms = performance.now() - startedMs;
  oatie.metrics.record({ method, endpoint: name, status, seconds: ms / 1000 });
  oatie.log.write(`${status < 500 ? 'INFO' : 'ERROR'} ${incoming.method} ${url.pathname} ${status} ${ms.toFixed(1)} ms`);
}

function connectPool(databaseUrl: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'oatie-reports',
    max: POOL_SIZE,
    connectionTimeoutMillis: POOL_WAIT_MS,
    idleTimeoutMillis: POOL_IDLE_MS,
    statement_timeout: STATEMENT_MS,
  });
  pool.on('error', () => {});
  return pool;
}

export type RunningOatie = { oatie: Oatie; httpUrl: string; close: () => Promise<void> };

/** Starts the practice application on a loopback port (`port` 0: a free one). */
export async function startOatie(of: { databaseUrl: string; labDir: string; volume: Volume; port: number }): Promise<RunningOatie> {
  await mkdir(path.join(of.labDir, 'oatie'), { recursive: true, mode: 0o700 });
  const pool = connectPool(of.databaseUrl);
  const retained: Buffer[] = [];
  const clock = await startTimeServer({
    get aheadMs() {
      return oatie.clockOffsetMs;
    },
  });
  const oatie: Oatie = {
    pool,
    retained,
    volume: of.volume,
    log: openAccessLog(path.join(of.labDir, 'oatie', 'oatie.log')),
    metrics: makeMetrics(pool, () => retained.reduce((sum, each) => sum + each.length, 0)),
    signingSecret: await keepToken(of.labDir, 'oatie-signing'),
    publisherBasic: await keepBasic(of.labDir, 'oatie-publisher', 'oatie'),
    timeAt: clock.at,
    oracleBi: await startOracleBi(),
    opsToken: await keepToken(of.labDir, 'oatie-ops'),
    clockOffsetMs: 0,
    clockToleranceSeconds: CLOCK_TOLERANCE_SECONDS,
    now: () => new Date(Date.now() + oatie.clockOffsetMs),
  };
  const server = createServer((incoming, response) => {
    serve(oatie, incoming, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(of.port, '127.0.0.1', resolve));
  const close = async () => {
    server.close();
    server.closeAllConnections();
    oatie.oracleBi.close();
    clock.close();
    await pool.end();
    await oatie.log.close();
  };
  return { oatie, httpUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

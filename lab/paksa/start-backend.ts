import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { keepToken } from '../credentials';
import { inTurn, type Restartable } from '../in-turn';
import { openAccessLog } from '../oatie/access-log';
import { makeMetrics } from '../oatie/metrics';
import { type Paksa, type PaksaReply, retainedBytes } from './paksa';
import type { PaksaFiles } from './paksa-files';
import { PAKSA_ROUTES } from './paksa-routes';

const POOL_SIZE = 5;
/** It counts the connecting itself, which takes its time on a machine that has much to do. */
const POOL_WAIT_MS = 10_000;
const STATEMENT_MS = 30_000;
const SECRET_LINE = /^JWT_SECRET_KEY=(.+)$/m;

async function readSecret(settings: string): Promise<string> {
  return SECRET_LINE.exec(await readFile(settings, 'utf8'))?.[1] ?? '';
}

async function answer(paksa: Paksa, incoming: IncomingMessage, path: string): Promise<PaksaReply & { name: string }> {
  const method = incoming.method === 'HEAD' ? 'GET' : (incoming.method ?? 'GET');
  const route = PAKSA_ROUTES.find((each) => each.method === method && each.path === path);
  if (!route)
    return { status: 404, body: { error: { code: 'not_found', message: `${path} is not a path of this backend` } }, name: 'unknown' };
  try {
    return { ...(await route.answer(paksa, { method, path, headers: incoming.headers })), name: route.path };
  } catch (error) {
    paksa.log.write(`ERROR ${method} ${path} ${(error as Error).message}`);
    return { status: 500, body: { error: { code: 'internal', message: 'something went wrong' } }, name: route.path };
  }
}

async function serve(paksa: Paksa, incoming: IncomingMessage, response: ServerResponse) {
  const startedMs = performance.now();
  incoming.resume();
  const { pathname } = new URL(incoming.url ?? '/', 'http://paksa');
  const { status, body, type, name } = await answer(paksa, incoming, pathname);
  const text = type ? String(body) : `${JSON.stringify(body)}\n`;
  response.writeHead(status, { 'content-type': type ?? 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(text) });
  response.end(incoming.method === 'HEAD' ? undefined : text);
  const ms = performance.now() - startedMs;
  paksa.metrics.record({ method: incoming.method ?? 'GET', endpoint: name, status, seconds: ms / 1000 });
  paksa.log.write(`${status < 500 ? 'INFO' : 'ERROR'} ${incoming.method} ${pathname} ${status} ${ms.toFixed(1)} ms`);
}

function connectPool(databaseUrl: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'paksa-backend',
    max: POOL_SIZE,
    connectionTimeoutMillis: POOL_WAIT_MS,
    statement_timeout: STATEMENT_MS,
  });
  pool.on('error', () => {});
  return pool;
}

const listen = (server: Server, port: number) =>
  new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));

/** `stop` takes it off its port and `start` brings it back on the same one, with its settings read anew. */
export type RunningBackend = Restartable & { paksa: Paksa; url: string; close: () => Promise<void> };

/** Starts Paksa's backend on a free loopback port. */
export async function startBackend(of: { databaseUrl: string; labDir: string; files: PaksaFiles }): Promise<RunningBackend> {
  const pool = connectPool(of.databaseUrl);
  const secret = await readSecret(of.files.settings);
  const retained: Buffer[] = [];
  const paksa: Paksa = {
    pool,
    log: openAccessLog(of.files.backendLog),
    metrics: makeMetrics(pool, () => retainedBytes({ retained })),
    issuerSecret: secret,
    signingSecret: secret,
    opsToken: await keepToken(of.labDir, 'paksa-ops'),
    retained,
    reload: async () => {
      paksa.signingSecret = await readSecret(of.files.settings);
    },
  };
  for (const status of [200, 500]) paksa.metrics.expect({ method: 'GET', endpoint: '/api/v1/invoices', status });
  const server = createServer((incoming, response) => {
    serve(paksa, incoming, response).catch(() => response.destroy());
  });
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  const steps = inTurn({
    isUp: () => server.listening,
    start: async () => {
      await paksa.reload();
      if (!server.listening) await listen(server, port);
    },
    stop: async () => {
      if (!server.listening) return;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
  const close = async () => {
    await steps.stop();
    await pool.end();
    await paksa.log.close();
  };
  return { ...steps, paksa, url: `http://127.0.0.1:${port}`, close };
}

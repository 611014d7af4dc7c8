import { access, constants } from 'node:fs/promises';
import { connect } from 'node:net';
import pg from 'pg';
import { checkToken, signToken } from '../oatie/jwt';
import { problem, reply, type WebRequest } from '../web/serve-routes';
import type { Dotmac, DotmacRoute } from './dotmac';
import { readSetting } from './folders';

const ANSWER_MS = 5_000;
const TOKEN_SECONDS = 1_800;
const TOLERANCE_SECONDS = 30;
const MOST_CUSTOMERS = 50;

type Check = { ok: boolean; detail: string };

const seconds = () => Math.floor(Date.now() / 1_000);
const good = (detail: string): Check => ({ ok: true, detail });
const bad = (error: unknown): Check => ({ ok: false, detail: (error as Error).message });

/** As a process that starts does: with the settings as they are now, on a connection of its own. */
async function withDatabase<T>(dotmac: Dotmac, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const connectionString = await readSetting(dotmac.folders.settings, 'DATABASE_URL');
  const client = new pg.Client({ connectionString, application_name: 'dotmac-app', connectionTimeoutMillis: ANSWER_MS });
  client.on('error', () => {});
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

const checkDatabase = (dotmac: Dotmac): Promise<Check> =>
  withDatabase(dotmac, (client) => client.query('SELECT id FROM customers LIMIT 1')).then(() => good('answered'), bad);

function checkCache({ cache }: Dotmac): Promise<Check> {
  if (!cache.url) return Promise.resolve(good(`not used here: ${cache.why}`));
  const { port } = new URL(cache.url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1', () => resolve(good('answered')));
    socket.once('error', (error) => resolve(bad(error)));
    socket.once('connect', () => socket.destroy());
  });
}

const checkProcessor = ({ processor }: Dotmac): Promise<Check> =>
  fetch(`${processor.url}/api/health`, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
    ({ status }) => (status === 200 ? good('answered') : bad(new Error(`HTTP ${status} Service Unavailable`))),
    bad,
  );

const checkFiles = ({ folders }: Dotmac): Promise<Check> =>
  access(folders.uploads, constants.W_OK | constants.X_OK).then(() => good('writable'), bad);

async function health(dotmac: Dotmac) {
  const [database, redis, external_apis, file_system] = await Promise.all([
    checkDatabase(dotmac),
    checkCache(dotmac),
    checkProcessor(dotmac),
    checkFiles(dotmac),
  ]);
  const checks = { database, redis, external_apis, file_system };
  const healthy = Object.values(checks).every(({ ok }) => ok);
  return reply(healthy ? 200 : 503, { status: healthy ? 'healthy' : 'unhealthy', checks, timestamp: new Date().toISOString() });
}

/** The issuer keeps the secret that it began with; who checks goes by the settings of today. */
async function verify(dotmac: Dotmac, { headers }: WebRequest) {
  const token = (headers.authorization ?? '').replace(/^Bearer /, '');
  const secret = await readSetting(dotmac.folders.settings, 'JWT_SECRET_KEY');
  const checked = checkToken(token, secret, { now: new Date(), toleranceSeconds: TOLERANCE_SECONDS });
  return checked.valid ? reply(200, { valid: true }) : problem(403, 'forbidden', 'Invalid or expired token');
}

async function customers(dotmac: Dotmac, { query }: WebRequest) {
  const tenant = Number(query.get('tenant'));
  if (!Number.isInteger(tenant) || tenant < 1) return problem(422, 'invalid', 'tenant must be a number');
  const found = await withDatabase(dotmac, (client) =>
    client.query('SELECT id, name, status FROM customers WHERE tenant_id = $1 ORDER BY id LIMIT $2', [tenant, MOST_CUSTOMERS]),
  );
  return reply(200, { items: found.rows });
}

export const APP_ROUTES: DotmacRoute[] = [
  { method: 'GET', path: '/health', answer: health },
  { method: 'GET', path: '/api/customers', answer: customers },
  { method: 'GET', path: '/auth/verify', answer: verify },
  {
    method: 'POST',
    path: '/auth/token',
    answer: (dotmac) => {
      const now = seconds();
      return reply(200, {
        token: signToken({ sub: 'practice', use: 'access', iat: now, nbf: now, exp: now + TOKEN_SECONDS }, dotmac.signingSecret),
      });
    },
  },
  {
    method: 'GET',
    path: '/metrics',
    answer: async ({ metrics }) => ({ status: 200, body: await metrics.text(), type: 'text/plain; version=0.0.4; charset=utf-8' }),
  },
];

import { connect } from 'node:net';
import { checkToken, signToken } from '../oatie/jwt';
import { reply, type WebReply, type WebRequest } from '../web/serve-routes';
import type { Ariesone, AriesoneRoute } from './ariesone';

const TOKEN_SECONDS = 900;
const CACHE_SECONDS = 3_600;
const KEPT_COMPANIES = 20;
const NPI = /^\d{10}$/;

export type Company = { npi: string; name: string; locations: number };

const COMPANY = `SELECT c.npi, c.name, count(l.id)::int AS locations FROM companies c LEFT JOIN locations l ON l.company_id = c.id
  WHERE c.npi = $1 GROUP BY c.id`;

/** As its handler of errors answers: code, message and path, and the field that was wrong. */
const refuse = (status: number, message: string, path: string, details?: { field: string; message: string }[]): WebReply =>
  reply(status, { error: { code: status, message, path, ...(details ? { details } : {}) } });

const state = (isUp: boolean) => (isUp ? 'up' : 'down');

const opens = (at: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(Number(at.split(':')[1]), '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

async function health({ pool, cache, queue }: Ariesone): Promise<WebReply> {
  const [database, isQueueUp] = await Promise.all([
    pool.query('SELECT 1').then(
      () => true,
      () => false,
    ),
    opens(queue.at),
  ]);
  const isCacheUp = Boolean(cache.why) || cache.isUp();
  const checks = { database: state(database), cache: state(isCacheUp), queue: state(isQueueUp) };
  const healthy = database && isCacheUp && isQueueUp;
  return reply(healthy ? 200 : 503, { status: healthy ? 'healthy' : 'unhealthy', checks, timestamp: new Date().toISOString() });
}

const keyOf = (npi: string) => `company:${npi}`;

async function company({ pool, redis, cache }: Ariesone, { query, path }: WebRequest): Promise<WebReply> {
  const npi = query.get('npi') ?? '';
  if (!NPI.test(npi)) return refuse(422, 'Validation Error', path, [{ field: 'npi', message: 'must be ten digits' }]);
  const client = cache.isUp() ? redis : null;
  const kept = await client?.get(keyOf(npi)).catch(() => null);
  if (kept) return reply(200, JSON.parse(kept));
  const { rows } = await pool.query<Company>(COMPANY, [npi]);
  if (!rows[0]) return refuse(404, 'Company not found', path);
  await client?.set(keyOf(npi), JSON.stringify(rows[0]), 'EX', CACHE_SECONDS).catch(() => {});
  return reply(200, rows[0]);
}

/** How many of the kept companies are not what the database says. One that is kept no more when it is looked at is neither. */
async function consistency({ pool, redis, cache }: Ariesone): Promise<WebReply> {
  const client = cache.isUp() ? redis : null;
  const keys = (await client?.keys('company:*'))?.slice(0, KEPT_COMPANIES) ?? [];
  let stale = 0;
  for (const key of keys) {
    const text = await client?.get(key);
    if (!text) continue;
    const kept = JSON.parse(text) as Company;
    const { rows } = await pool.query<Company>(COMPANY, [key.slice('company:'.length)]);
    if (rows[0]?.name !== kept.name) stale += 1;
  }
  return reply(200, { compared: keys.length, stale });
}

export const ARIESONE_ROUTES: AriesoneRoute[] = [
  { method: 'GET', path: '/health', answer: health },
  { method: 'GET', path: '/api/v1/companies', answer: company },
  { method: 'GET', path: '/ops/cache/consistency', answer: consistency },
  {
    method: 'GET',
    path: '/auth/verify',
    answer: ({ signingSecret }, { headers, path }) => {
      const token = (headers.authorization ?? '').replace(/^Bearer /, '');
      const checked = checkToken(token, signingSecret, { now: new Date(), toleranceSeconds: 0 });
      return checked.valid ? reply(200, { valid: true }) : refuse(401, 'Unauthorized', path);
    },
  },
  {
    method: 'POST',
    path: '/auth/token',
    answer: ({ signingSecret }) => {
      const now = Math.floor(Date.now() / 1_000);
      return reply(200, {
        token: signToken({ sub: 'practice', use: 'access', iat: now, nbf: now, exp: now + TOKEN_SECONDS }, signingSecret),
      });
    },
  },
  {
    method: 'GET',
    path: '/metrics',
    answer: async ({ metrics }) => ({ status: 200, body: await metrics.text(), type: 'text/plain; version=0.0.4; charset=utf-8' }),
  },
];

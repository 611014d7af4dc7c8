import { checkToken, signToken } from '../oatie/jwt';
import { type Paksa, type PaksaReply, type PaksaRequest, type PaksaRoute, RETAINED_LIMIT_BYTES, retainedBytes } from './paksa';
import { INVOICES_SQL } from './paksa-schema';

const TOKEN_SECONDS = 300;
const DATABASE_ANSWER_MS = 5_000;
const TOLERANCE_SECONDS = 5;

const reply = (status: number, body: unknown): PaksaReply => ({ status, body });
const refusal = (status: number, code: string, message: string) => reply(status, { error: { code, message } });

async function databaseAnswers({ pool }: Paksa): Promise<boolean> {
  const late = new Promise<false>((resolve) => void setTimeout(() => resolve(false), DATABASE_ANSWER_MS).unref());
  return Promise.race([
    pool.query('SELECT 1').then(
      () => true,
      () => false,
    ),
    late,
  ]);
}

async function health(paksa: Paksa): Promise<PaksaReply> {
  const checks = { database: await databaseAnswers(paksa), memory: retainedBytes(paksa) <= RETAINED_LIMIT_BYTES };
  const healthy = checks.database && checks.memory;
  return reply(healthy ? 200 : 503, { status: healthy ? 'healthy' : 'unhealthy', checks, timestamp: new Date().toISOString() });
}

function issue({ issuerSecret }: Paksa, sub: string): string {
  const now = Math.floor(Date.now() / 1000);
  return signToken({ sub, use: 'access', iat: now, nbf: now, exp: now + TOKEN_SECONDS }, issuerSecret);
}

function judge(paksa: Paksa, token: string): PaksaReply {
  const checked = checkToken(token, paksa.signingSecret, { now: new Date(), toleranceSeconds: TOLERANCE_SECONDS });
  if (checked.valid) return reply(200, { valid: true, reason: 'ok' });
  paksa.log.write(`WARNING auth refused: ${checked.reason}`);
  return reply(401, { valid: false, reason: checked.reason, detail: checked.detail });
}

const isOperator = ({ opsToken }: Paksa, { headers }: PaksaRequest) => headers.authorization === `Bearer ${opsToken}`;
const operatorsOnly = () => refusal(401, 'unauthenticated', "this needs the operators' token");

const operation = (path: string, carry: (paksa: Paksa) => Promise<unknown>): PaksaRoute => ({
  method: 'POST',
  path,
  answer: async (paksa, request) => (isOperator(paksa, request) ? reply(200, await carry(paksa)) : operatorsOnly()),
});

export const PAKSA_ROUTES: PaksaRoute[] = [
  { method: 'GET', path: '/health', answer: health },
  {
    method: 'GET',
    path: '/metrics',
    answer: async (paksa) => ({ status: 200, body: await paksa.metrics.text(), type: 'text/plain; version=0.0.4; charset=utf-8' }),
  },
  {
    method: 'GET',
    path: '/api/v1/invoices',
    answer: async (paksa) => reply(200, { items: (await paksa.pool.query(INVOICES_SQL)).rows }),
  },
  { method: 'GET', path: '/auth/check', answer: (paksa) => judge(paksa, issue(paksa, 'check')) },
  {
    method: 'GET',
    path: '/auth/verify',
    answer: (paksa, { headers }) => {
      const header = headers.authorization ?? '';
      return header.startsWith('Bearer ')
        ? judge(paksa, header.slice('Bearer '.length).trim())
        : reply(401, { valid: false, reason: 'missing_bearer', detail: 'the Authorization header does not begin with "Bearer "' });
    },
  },
  { method: 'POST', path: '/auth/token', answer: (paksa) => reply(200, { accessToken: issue(paksa, 'ana') }) },
  operation('/ops/settings/reload', async (paksa) => {
    await paksa.reload();
    return { reloaded: true };
  }),
  operation('/ops/memory/release', async (paksa) => {
    const releasedBytes = retainedBytes(paksa);
    paksa.retained.length = 0;
    return { releasedBytes };
  }),
];

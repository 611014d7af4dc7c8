import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { proveRunbooks } from './prove-runbooks';
import type { Given } from './run-block';
import { useLab } from './use-lab';

const lab = useLab();
const { used, run } = lab;

const DATABASE = 'ariesone/database-trouble';
const SIGN_IN = 'ariesone/cannot-sign-in';
const CACHE = 'ariesone/cache-trouble';
const MIGRATIONS = 'ariesone/migrations-fail';
const NO_ALEMBIC = 'alembic and the code that it belongs to are not on this machine';
const SLOW = 'ariesone/slow-api';
const INSIGHT = 'ariesone/errors-and-insight';

const kept = async (name: string) => (await readFile(path.join(used.dataDir, 'lab', `${name}.credential`), 'utf8')).trim();
const api = async () => (await readFile(path.join(used.dataDir, 'lab', 'addresses.yaml'), 'utf8')).match(/ariesone-api: (\S+)/)?.[1] ?? '';

async function given(): Promise<Given> {
  const { token } = (await (await fetch(`${await api()}/auth/token`, { method: 'POST' })).json()) as { token: string };
  return { token, email: 'user5@ariesone.example', message: 'index companies by name', pool_size: 10, max_overflow: 5 };
}

proveRunbooks(
  {
    report: 'ariesone',
    services: ['ariesone'],
    given,
    healthyOnly: {
      [`${DATABASE}#connect`]: { why: 'the server of the lab is also that of the console' },
      [`${DATABASE}#database-container-log`]: { why: 'it shows a log and judges nothing' },
      [`${DATABASE}#idle-sessions`]: { why: 'it shows what would be ended' },
      [`${CACHE}#what-it-is-asked`]: { why: 'it shows what is asked and judges nothing' },
      [`${CACHE}#cache-size`]: { why: 'it shows the keys and judges nothing' },
      [`${SLOW}#database`]: { why: 'the server of the lab is also that of the console' },
      [`${SLOW}#cache`]: { why: 'shown as a part of the health check' },
      [`${SLOW}#queue`]: { why: 'shown as a part of the health check' },
      [`${INSIGHT}#refused-field`]: { why: 'the form of an error is what it is' },
      [`${INSIGHT}#not-there`]: { why: 'the form of an error is what it is' },
      [`${INSIGHT}#request-metrics`]: { why: 'it shows measures and judges none' },
    },
    notHere: {
      [`${MIGRATIONS}#new-migration`]: NO_ALEMBIC,
      [`${MIGRATIONS}#upgrade`]: NO_ALEMBIC,
      [`${MIGRATIONS}#downgrade-base`]: NO_ALEMBIC,
    },
    further: {
      [`${DATABASE}#pool-capacity`]: 'fail when the pools open too much',
      [`${SIGN_IN}#token`]: 'fail when expired, and when signed with another secret',
      [`${SIGN_IN}#token-taken`]: 'fail when expired',
    },
    undone: [
      { change: `${SLOW}#index-active`, see: `${SLOW}#company-indexes`, fault: 'ariesone-missing-indexes' },
      { change: `${SIGN_IN}#give-role`, see: `${SIGN_IN}#user-role`, fault: 'ariesone-lost-role' },
      { change: `${CACHE}#set-eviction-policy`, see: `${CACHE}#cache-policy`, fault: 'ariesone-cache-full' },
    ],
  },
  lab,
);

test('S1-11, S1-12: an expired token and one of another secret are told apart', async () => {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = (claims: Record<string, unknown>, secret: string) => {
    const head = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
    return `${head}.${createHmac('sha256', secret).update(head).digest('base64url')}`;
  };
  const now = Math.floor(Date.now() / 1_000);
  const secret = await kept('ariesone-signing');
  const expired = signed({ sub: 'a', iat: now - 600, nbf: now - 600, exp: now - 60 }, secret);
  const ran = await run(`${SIGN_IN}#token`, { ...(await given()), token: expired });
  expect([ran.result, ran.why]).toEqual(['fail', expect.stringMatching(/expired/)]);
  expect((await run(`${SIGN_IN}#token-taken`, { ...(await given()), token: expired })).result).toBe('fail');
  const forged = signed({ sub: 'a', iat: now, nbf: now, exp: now + 600 }, 'another');
  expect((await run(`${SIGN_IN}#token`, { ...(await given()), token: forged })).result).toBe('fail');
  expect(ran.output).not.toContain(secret);
});

test('S1-05: pools that together open too much fail', async () => {
  const pools = (instances: number, max_overflow = 5) => run(`${DATABASE}#pool-capacity`, { instances, pool_size: 10, max_overflow });
  expect((await pools(1)).result).toBe('ok');
  expect((await pools(2)).result).toBe('fail');
  expect((await pools(1, -1)).result).toBe('fail');
});

test('S1-16: what the cache is asked is shown without what is stored', async () => {
  const ran = await run(`${CACHE}#what-it-is-asked`, {});
  expect(ran.block.forMs).toBe(3_000);
  expect(ran.data.bounded).toBe(true);
});

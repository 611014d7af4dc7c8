import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { urlFor } from '@/lab/database/create-database';
import { PUBLISHER_DOWN } from '@/lab/faults/publisher-down';
import { podsOf } from '@/lab/kubernetes/cluster';
import { APP_DATABASE } from '@/lib/postgres/embedded-postgres';
import { counted } from './counted';
import { proveRunbooks } from './prove-runbooks';
import { useLab } from './use-lab';

const lab = useLab();
const { used, mint, given, run } = lab;

const POOL = 'oatie-reports/connection-pool-exhaustion';
const DEGRADATION = 'oatie-reports/database-degradation';
const TOKEN = 'oatie-auth/invalid-token';
const API = 'oatie-reports/api-errors';
const PERMISSIONS = 'oatie-auth/insufficient-permissions';
const GENERATE = 'oatie-reports/reports-fail-to-generate';
const SLOW = 'oatie-reports/reports-are-slow';
const LOGS = 'oatie-platform/read-the-logs';
const MEMORY = 'oatie-platform/high-memory';

const HOUR_MS = 3_600_000;
const aPod = () => podsOf(used.lab.containers.oatie, 'oatie', { app: 'report-service' })[0]?.metadata.name ?? '';

proveRunbooks(
  {
    report: 'oatie',
    services: ['oatie-auth', 'oatie-reports', 'oatie-platform'],
    given: async () => ({
      ...(await given()),
      user_id: '00000000-0000-4000-8000-000000000000',
      pod: aPod(),
      since: new Date(Date.now() - HOUR_MS).toISOString(),
      until: new Date().toISOString(),
    }),
    healthyOnly: {
      [`${POOL}#long-statements`]: { why: 'a statement of five minutes would have to run for five minutes' },
      [`${DEGRADATION}#index-usage`]: { why: 'an index without use is a warning for an owner, not a fault' },
      [`${DEGRADATION}#invalid-indexes`]: { why: 'it takes a killed CREATE INDEX CONCURRENTLY to leave one' },
      [`${DEGRADATION}#table-churn`]: { why: 'autovacuum keeps up with the practice rows' },
      [`${POOL}#session`]: { why: 'it shows the session of a number that nobody has', is: ['fail'] },
      [`${PERMISSIONS}#auth-rollout`]: { why: 'the practice service is rolled out' },
      [`${GENERATE}#worker-logs`]: { why: 'the workers of the practice cluster are well' },
      [`${GENERATE}#memory-difference`]: { why: 'it shows what would change' },
      [`${MEMORY}#nodes`]: { why: 'the nodes of the practice cluster have memory left' },
      [`${MEMORY}#pod`]: { why: 'the pods of the practice cluster are well' },
      [`${LOGS}#recent-errors`]: { why: 'errors are a warning', is: ['ok', 'warn'] },
      [`${LOGS}#one-person`]: { why: 'it counts the lines of one person' },
      [`${LOGS}#connection-errors`]: { why: 'broken connections are a warning', is: ['ok', 'warn'] },
      [`${LOGS}#between`]: { why: 'it counts between two instants' },
      [`${PERMISSIONS}#cached-permissions`]: { why: 'it shows what the cache holds, whatever that is' },
      [`${GENERATE}#executions`]: { why: 'it lists what the last executions came to' },
      [`${GENERATE}#active-connections`]: { why: 'many connections at work are a warning' },
      [`${GENERATE}#database-statistics`]: { why: 'figures since the statistics began' },
      [`${SLOW}#slow-statements`]: { why: 'no statement of the practice rows takes a second' },
      [`${SLOW}#report-statistics`]: { why: 'autovacuum keeps up with the practice rows' },
      [`${SLOW}#one-page`]: { why: 'it is a page of reports' },
      [`${LOGS}#database`]: { why: 'the same block fails against a refusing server in oatie-reports' },
      [`${LOGS}#cache`]: { why: 'the cache of the lab does not fail' },
      [`${DEGRADATION}#root-blocker`]: { why: 'nobody blocks anybody', is: ['fail'] },
    },
    further: {
      [`${PERMISSIONS}#user-permission`]: 'fail for a permission that they do not have',
      [`${LOGS}#errors-by-kind`]: 'warns of the errors of a publisher that is down, by kind',
      [`${TOKEN}#token-parts`]: 'fail when truncated, expired, encoded or in pieces',
      [`${TOKEN}#verify-token`]: 'a sound token is taken',
      [`${TOKEN}#refresh-token`]: 'ok with a refresh token, fail with another',
      [`${POOL}#pool-capacity`]: 'fail when the pools open too much',
      [`${POOL}#end-session`]: 'ends a session of the application and no other',
      [`${DEGRADATION}#legacy-index`]: 'shows the index that is dropped and built again',
      [`${DEGRADATION}#statement-logging`]: 'shows the setting that is changed and taken back',
    },
    undone: [
      { change: `${MEMORY}#more-memory`, see: `${MEMORY}#report-memory` },
      { change: `${PERMISSIONS}#set-role`, see: `${PERMISSIONS}#user-role`, fault: 'lost-role' },
      { change: `${SLOW}#create-report-index`, see: `${SLOW}#report-index`, fault: 'report-index-gone' },
      { change: `${API}#disable-template`, see: `${API}#template` },
      { change: `${DEGRADATION}#create-audit-index`, see: `${DEGRADATION}#audit-index`, fault: 'slow-queries' },
      { change: `${DEGRADATION}#drop-audit-index`, see: `${DEGRADATION}#audit-index` },
      { change: `${DEGRADATION}#drop-legacy-index`, see: `${DEGRADATION}#legacy-index` },
      {
        change: `${DEGRADATION}#log-slow-statements`,
        see: `${DEGRADATION}#statement-logging`,
        applied: `${DEGRADATION}#read-configuration-again`,
      },
    ],
    uncounted: {
      [`${PERMISSIONS}#set-role`]: 'it shows whose role it is, before and after',
      [`${DEGRADATION}#reset-statement-statistics`]: 'it shows the statements that are forgotten, and answers once',
    },
    carriedOut: {
      [`${PERMISSIONS}#restart-auth`]: 'restarted, pod by pod',
      [`${GENERATE}#raise-memory`]: 'patched, and the workers run with it',
      [`${PERMISSIONS}#forget-permissions`]: 'carried out by its exact name',
      [`${SLOW}#analyze-reports`]: 'carried out',
      [`${SLOW}#vacuum-executions`]: 'carried out',
      [`${DEGRADATION}#vacuum-analyze`]: 'carried out',
      [`${DEGRADATION}#analyze`]: 'carried out',
      [`${DEGRADATION}#reindex-executions`]: 'carried out, and leaves no invalid index',
    },
    elsewhere: {},
  },
  lab,
);

describe('the writing role ends sessions of the application and no others', () => {
  const of = (name: 'oatie_app' | 'oatie_write' | 'oatie_read') =>
    urlFor(used.postgres.adminUrl, 'oatie', { name, password: used.running.passwords[name] });
  const connect = async (connectionString: string) => {
    const client = new pg.Client({ connectionString });
    client.on('error', () => {});
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return { client, pid: rows[0]?.pid ?? 0 };
  };

  test('a session of the console is refused by the statement and by the server', async () => {
    const [console, writer] = [await connect(used.postgres.url), await connect(of('oatie_write'))];
    const ran = await run('oatie-reports/connection-pool-exhaustion#end-session', { pid: console.pid });
    expect([ran.result, counted(ran)]).toEqual(['fail', 0]);
    await expect(writer.client.query('SELECT pg_terminate_backend($1)', [console.pid])).rejects.toThrow(/permission denied/);
    expect((await console.client.query('SELECT 1 AS alive')).rows).toEqual([{ alive: 1 }]);
    await Promise.all([console.client.end(), writer.client.end()]);
  });

  test('a session of the application is ended', async () => {
    const app = await connect(of('oatie_app'));
    const ran = await run('oatie-reports/connection-pool-exhaustion#end-session', { pid: app.pid });
    expect([ran.result, counted(ran)]).toEqual(['ok', 1]);
    await expect(app.client.query('SELECT 1')).rejects.toThrow();
  });

  test('the reading role can change nothing and end nobody', async () => {
    const [reader, app] = [await connect(of('oatie_read')), await connect(of('oatie_app'))];
    await reader.client.query('SET default_transaction_read_only = off');
    await expect(reader.client.query('UPDATE templates SET enabled = false')).rejects.toThrow(/permission denied/);
    await expect(reader.client.query('SELECT pg_terminate_backend($1)', [app.pid])).rejects.toThrow(/permission denied/);
    await expect(reader.client.query("COPY templates TO PROGRAM 'true'")).rejects.toThrow(/permission denied/);
    await Promise.all([reader.client.end(), app.client.end()]);
  });

  test('no role reaches the database of the console', async () => {
    for (const name of ['oatie_app', 'oatie_write', 'oatie_read'] as const) {
      const url = urlFor(used.postgres.adminUrl, APP_DATABASE, { name, password: used.running.passwords[name] });
      await expect(connect(url), name).rejects.toThrow(/permission denied/);
    }
  });
});

describe('tokens', () => {
  const PARTS = 'oatie-auth/invalid-token#token-parts';
  test('a truncated, an expired and a broken token are told apart, and none is shown', async () => {
    const { accessToken } = await mint();
    const [head, , sign] = accessToken.split('.');
    const old = Buffer.from(JSON.stringify({ sub: 'ana', exp: 1_700_000_000, nbf: 1_699_999_000 })).toString('base64url');
    const cases: [string, RegExp][] = [
      [`Bearer ${accessToken.slice(0, -9)}`, /cut off/],
      [`Bearer ${head}.${old}.${sign}`, /expired \d+ s ago/],
      [`Bearer ${accessToken.replace('.', '%2E')}`, /percent-encoded/],
      ['Bearer nothing', /a token has three/],
      [accessToken, /does not begin with Bearer/],
    ];
    for (const [token, problem] of cases) {
      const ran = await run(PARTS, { token });
      expect(ran.result, token).toBe('fail');
      expect(ran.output).toMatch(problem);
      expect(ran.output).not.toContain(token.slice(-40));
    }
    const sound = await run(PARTS, { token: `Bearer ${accessToken}` });
    expect(sound.result, sound.output).toBe('ok');
    expect(sound.output).not.toContain(accessToken.split('.')[1]);
  });

  test('a refresh token gives a new pair, an access token does not', async () => {
    const { accessToken, refreshToken } = await mint();
    expect((await run('oatie-auth/invalid-token#refresh-token', { refresh_token: refreshToken })).result).toBe('ok');
    expect((await run('oatie-auth/invalid-token#refresh-token', { refresh_token: accessToken })).result).toBe('fail');
  });
});

test('a permission that they do not have fails', async () => {
  expect((await run(`${PERMISSIONS}#user-permission`, { permission: 'users:delete' })).result).toBe('fail');
  expect((await run(`${PERMISSIONS}#user-role`, { email: 'nobody@oatie.example' })).result).toBe('fail');
});

test('errors are counted by kind, and only those of the last hour', async () => {
  const errors = `${LOGS}#errors-by-kind`;
  await lab.heal();
  expect((await run(errors, {})).data.total).toBe(0);
  await PUBLISHER_DOWN.cause(used.lab);
  const { result, data } = await run(errors, {});
  expect([result, data.total, data.aggregations]).toEqual(['warn', 12, { kinds: [{ key: 'PublisherUnavailable', count: 12 }] }]);
  await lab.heal();
});

test('pools that together open too much fail', async () => {
  const pools = (pool_size: number, max_overflow: number) => run(`${POOL}#pool-capacity`, { instances: 1, pool_size, max_overflow });
  expect((await pools(20, 30)).result).toBe('fail');
  expect((await pools(0, 1)).result).toBe('fail');
});

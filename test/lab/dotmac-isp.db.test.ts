import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { proveRunbooks } from './prove-runbooks';
import type { Given } from './run-block';
import { useLab } from './use-lab';

const lab = useLab();
const { used, run } = lab;

const START = 'dotmac-isp/cannot-start';
const SIGN_IN = 'dotmac-isp/cannot-sign-in';
const SLOW = 'dotmac-isp/slow-requests';
const UPLOADS = 'dotmac-isp/uploads-fail';
const PAYMENTS = 'dotmac-isp/payments-fail';
const HEALTH = 'dotmac-isp/health-and-logs';
const RECOVER = 'dotmac-isp/back-up-and-recover';
const NO_SYSTEMD = 'systemd does not run on this machine';
const BY_SYSTEMCTL = 'against a program that answers as systemctl does, in service.test.ts';
const BY_UFW = 'against ufw itself, in a network of its own, in firewall-real.test.ts';
const DAY_MS = 86_400_000;
/** What a practice machine counts as slow: its tables are small. */
const SLOW_MS = 10;

const kept = async (name: string) => (await readFile(path.join(used.dataDir, 'lab', `${name}.credential`), 'utf8')).trim();
const api = async () => (await readFile(path.join(used.dataDir, 'lab', 'addresses.yaml'), 'utf8')).match(/dotmac-api: (\S+)/)?.[1] ?? '';

async function sign(file: string): Promise<string> {
  const body = await readFile(file);
  return `sha256=${createHmac('sha256', await kept('dotmac-webhook'))
    .update(body)
    .digest('hex')}`;
}

async function given(): Promise<Given> {
  const { token } = (await (await fetch(`${await api()}/auth/token`, { method: 'POST' })).json()) as { token: string };
  return {
    email: 'user7@dotmac.example',
    token,
    new_password: (await kept('dotmac-app')).split(':')[1] ?? '',
    signature: await sign(used.lab.dotmac.folders.webhook),
    from: new Date(Date.now() - DAY_MS).toISOString(),
    until: new Date(Date.now() + DAY_MS).toISOString(),
    backup: 'backup-2026-11-26T02-00-00-000Z.json',
    slow_ms: SLOW_MS,
    pool_size: 5,
    max_overflow: 5,
  };
}

proveRunbooks(
  {
    report: 'dotmac-isp',
    services: ['dotmac-isp'],
    given,
    healthyOnly: {
      [`${START}#server-answers`]: { why: 'the server of the lab is also that of the console' },
      [`${START}#database-port`]: { why: 'the server of the lab is also that of the console' },
      [`${START}#cache-settings`]: { why: 'it shows settings and judges none' },
      [`${SIGN_IN}#password-scheme`]: { why: 'every account of the lab has a sound hash' },
      [`${SIGN_IN}#unlockable`]: { why: 'it shows what would change' },
      [`${SIGN_IN}#new-secret`]: { why: 'the secret is made in the browser: e2e' },
      [`${SLOW}#running`]: { why: 'it takes more than ten statements at once' },
      [`${SLOW}#top-processes`]: { why: 'it shows the machine and judges nothing' },
      [`${SLOW}#memory`]: { why: 'the memory is that of the machine', is: ['ok', 'warn', 'fail'] },
      [`${UPLOADS}#uploads`]: { why: 'it lists and judges nothing' },
      [`${UPLOADS}#disk`]: { why: 'the real disk is never filled', is: ['ok', 'warn', 'fail'] },
      [`${UPLOADS}#inodes`]: { why: 'the real disk is never filled', is: ['ok', 'warn', 'fail'] },
      [`${PAYMENTS}#paid-twice`]: { why: 'an invoice that was paid twice would be a fault of the schema' },
      'dotmac-isp/payment-processor#processor-name': { why: 'the names of this machine are not the lab’s to break' },
      [`${HEALTH}#database`]: { why: 'the server of the lab is also that of the console' },
      [`${HEALTH}#table-rows`]: { why: 'no table of the lab is ever empty' },
      [`${HEALTH}#database-size`]: { why: 'it shows the size and judges nothing' },
      [`${HEALTH}#processor`]: { why: 'the processor is that of the machine', is: ['ok', 'warn', 'fail'] },
      [`${HEALTH}#memory`]: { why: 'the memory is that of the machine', is: ['ok', 'warn', 'fail'] },
      [`${HEALTH}#disk`]: { why: 'the real disk is never filled', is: ['ok', 'warn', 'fail'] },
      'dotmac-isp/portal-ids#unique-index': { why: 'the promise is made last', is: ['warn'] },
      [`${RECOVER}#container-log`]: { why: 'it follows a log and judges nothing' },
      'dotmac-isp/network-monitoring#device': { why: 'fail against a silent agent: domain/diagnostics/kinds/snmp.test.ts' },
      'dotmac-isp/network-monitoring#versions': { why: 'which versions an agent speaks is no fault' },
      'dotmac-isp/network-monitoring#system-branch': { why: 'fail against a silent agent: domain/diagnostics/kinds/snmp.test.ts' },
      [`${RECOVER}#backups`]: { why: 'there is none before the first', is: ['ok', 'warn'] },
      [`${RECOVER}#restored-rows`]: { why: 'nothing was restored yet, which is what it says', is: ['fail'] },
    },
    notHere: {
      [`${START}#cache-unit`]: NO_SYSTEMD,
      [`${START}#start-cache-unit`]: NO_SYSTEMD,
      [`${START}#enable-cache-unit`]: NO_SYSTEMD,
      [`${RECOVER}#stop-application`]: NO_SYSTEMD,
      [`${RECOVER}#base-backup`]: 'a base backup is taken on the database’s machine',
    },
    elsewhere: {
      [`${START}#cache-unit`]: BY_SYSTEMCTL,
      [`${START}#start-cache-unit`]: BY_SYSTEMCTL,
      [`${START}#enable-cache-unit`]: BY_SYSTEMCTL,
      [`${START}#firewall`]: BY_UFW,
      'dotmac-isp/network-monitoring#firewall': BY_UFW,
      'dotmac-isp/network-monitoring#allow-snmp': BY_UFW,
    },
    further: {
      [`${SIGN_IN}#token`]: 'fail when expired, and when signed with another secret',
      [`${SLOW}#pool-capacity`]: 'fail when the pools open too much',
      [`${PAYMENTS}#webhook-signature`]: 'fail when the body or the secret is another',
      [`${RECOVER}#back-up`]: 'writes a backup and reads it back',
      [`${RECOVER}#restore-beside`]: 'restores beside the original, row for row',
    },
    undone: [
      { change: 'dotmac-isp/portal-ids#keep-ids-unique', see: 'dotmac-isp/portal-ids#unique-index' },
      { change: `${SLOW}#index-tenant`, see: `${SLOW}#customer-indexes`, fault: 'dotmac-slow-customers' },
    ],
  },
  lab,
);

describe('S0-24: a token', () => {
  test('is told apart when it is expired, and when another secret signed it', async () => {
    const inputs = await given();
    expect((await run(`${SIGN_IN}#token`, { ...inputs })).result).toBe('ok');
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const head = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ sub: 'a', iat: 1_700_000_000, exp: 1_700_000_600 })}`;
    const old = `${head}.${createHmac('sha256', await kept('dotmac-signing'))
      .update(head)
      .digest('base64url')}`;
    const expired = await run(`${SIGN_IN}#token`, { ...inputs, token: old });
    expect([expired.result, expired.why]).toEqual(['fail', expect.stringMatching(/expired/)]);
    const forged = `${head.replace('NiIs', 'NiIs')}.${createHmac('sha256', 'another').update(head).digest('base64url')}`;
    expect((await run(`${SIGN_IN}#token`, { ...inputs, token: forged })).result).toBe('fail');
  });
});

test('S0-55: a webhook whose body or secret is another is not taken', async () => {
  const inputs = await given();
  expect((await run(`${PAYMENTS}#webhook-signature`, { ...inputs })).result).toBe('ok');
  const changed = `sha256=${createHmac('sha256', 'another secret').update('{}').digest('hex')}`;
  expect((await run(`${PAYMENTS}#webhook-signature`, { ...inputs, signature: changed })).result).toBe('fail');
});

test('S0-36: pools that together open too much fail', async () => {
  const pools = async (change: object) => run(`${SLOW}#pool-capacity`, { ...(await given()), ...change });
  expect((await pools({ instances: 1 })).result).toBe('ok');
  expect((await pools({ instances: 3 })).result).toBe('fail');
  expect((await pools({ max_overflow: -1 })).result).toBe('fail');
});

test('S0-74, S0-75: a backup is read back, and restored beside the original', async () => {
  const inputs = await given();
  const made = await run(`${RECOVER}#back-up`, inputs);
  expect(made.result, made.why).toBe('ok');
  const { backup, tables } = made.data.json as { backup: string; tables: Record<string, number> };
  expect(tables).toMatchObject({ customers: 20_000, users: 500 });
  expect((await run(`${RECOVER}#backups`, inputs)).result).toBe('ok');
  const restored = await run(`${RECOVER}#restore-beside`, { ...inputs, backup });
  expect(restored.result, `${restored.why} ${restored.output}`).toBe('ok');
  const rows = await run(`${RECOVER}#restored-rows`, inputs);
  expect(rows.result, rows.why).toBe('ok');
  for (const row of rows.data.rows as Record<string, unknown>[]) expect(row.restored).toBe(row.original);
});

test('S0-15: settings of the cache are shown without what is secret', async () => {
  const ran = await run(`${START}#cache-settings`, await given());
  expect(ran.output).toContain('maxmemory');
  expect(ran.output).not.toContain(await kept('dotmac-cache'));
});

test('S0-20: nothing of a password hash is shown but its scheme and cost', async () => {
  const ran = await run(`${SIGN_IN}#password-scheme`, await given());
  expect(ran.data.rows).toEqual([{ scheme: '2b', cost: 12, characters: 60 }]);
});

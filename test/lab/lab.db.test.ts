import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { describe, expect, inject, test } from 'vitest';
import { listRunbooks } from '@/domain/runbooks/list-runbooks';
import { loadRunbook } from '@/domain/runbooks/load-runbook';
import { breakFault, healFault, listFaults } from '@/lab/cli';
import { urlFor } from '@/lab/database/create-database';
import { FAULTS } from '@/lab/faults';
import { APP_DATABASE } from '@/lib/postgres/embedded-postgres';
import type { Ran } from './run-block';
import { startLabProcess } from './start-lab-process';
import { useLab } from './use-lab';

const { used, database, mint, given, run, eventually } = useLab();

/** Of diagnostics that a healthy lab cannot make "ok" everywhere: what they may say instead. */
const MAY_BE: Record<string, string[]> = {
  'general/cannot-connect-to-database#name': ['ok', 'warn'],
  'general/cannot-connect-to-database#mysql-greeting': ['ok', 'fail'],
  'general/cannot-connect-to-database#postgres-service': ['not_available'],
  'general/cannot-connect-to-database#mysql-service': ['not_available'],
  'general/cannot-connect-to-database#mongodb-service': ['not_available'],
  'general/cannot-connect-to-database#firewall': ['not_available', 'ok'],
  // The practice server archives nothing and is not being recovered.
  'general/point-in-time-recovery#archive-is-current': ['warn'],
  'general/point-in-time-recovery#recovered-to': ['warn'],
  'oatie-reports/connection-pool-exhaustion#session': ['fail'],
  'oatie-reports/database-degradation#root-blocker': ['fail'],
  // No engine runs here: what it says is that.
  'sitrep/console-unwell#queue': ['fail'],
  'sitrep/console-unwell#disk': ['ok', 'warn', 'fail'],
  'sitrep/console-unwell#memory': ['ok', 'warn', 'fail'],
};
/** They ask the console itself, which does not run here. */
const NEED_THE_CONSOLE = new Set(['sitrep/console-unwell#health', 'sitrep/console-unwell#metrics']);

test('every runbook is without problems', async () => {
  for (const { slug } of await listRunbooks()) expect((await loadRunbook(slug))?.problems, slug).toEqual([]);
});

test('every diagnostic is ok on the healthy lab, or as declared', { timeout: 120_000 }, async () => {
  for (const { slug } of await listRunbooks()) {
    const inputs = { ...(await given()), pid: 1, root_pid: 1 };
    for (const block of (await loadRunbook(slug))?.blocks ?? []) {
      const id = `${slug}#${block.id}`;
      if (block.component !== 'diagnostic' || NEED_THE_CONSOLE.has(id)) continue;
      const { result, why, output } = await run(id, inputs);
      expect(MAY_BE[id] ?? ['ok'], `${id}: ${result}: ${why}\n${output}`).toContain(result);
    }
  }
});

describe.each(FAULTS)('$name', (fault) => {
  test('turns its diagnostics to fail, and its remediations make them ok again', { timeout: 60_000 }, async (context) => {
    const why = fault.unavailable?.(used.lab.lab);
    if (why) return context.skip(why);
    const inputs = await given();
    for (const id of fault.breaks) expect((await run(id, inputs)).result, `${id} before`).toBe('ok');
    await fault.cause(used.lab.lab);
    expect(await fault.isActive(used.lab.lab)).toBe(true);
    for (const id of fault.breaks) expect((await run(id, inputs)).result, id).toBe('fail');
    for (const id of fault.curedBy) {
      const cure = await run(id, inputs);
      expect(cure.result, `${id}: ${cure.why}`).toBe('ok');
      if (cure.block.verify)
        expect((await eventually(`${id.split('#')[0]}#${cure.block.verify}`, 'ok', inputs)).result, `verify of ${id}`).toBe('ok');
    }
    for (const id of fault.breaks) expect((await eventually(id, 'ok', inputs)).result, id).toBe('ok');
    expect(await fault.isActive(used.lab.lab), 'it stays cured').toBe(false);
  });
});

const count = ({ data }: Ran): number => {
  const { rows, json } = data as { rows?: unknown[]; json?: { count?: number; deleted?: { count: number } } };
  return rows?.length ?? json?.deleted?.count ?? json?.count ?? Number.NaN;
};

describe('a preview shows exactly what changes', () => {
  test.each([
    ['pool-exhaustion', 'oatie-reports/connection-pool-exhaustion', 'held-open', 'end-idle-sessions', 20],
    ['pool-exhaustion', 'oatie-reports/connection-pool-exhaustion', 'session', 'end-session', 1],
    ['lock-tree', 'oatie-reports/database-degradation', 'root-blocker', 'end-root-blocker', 1],
    ['http-5xx', 'oatie-reports/api-errors', 'template', 'disable-template', 1],
    ['disk-pressure', 'oatie-reports/api-errors', 'exports-disk', 'delete-old-exports', 8],
  ])('%s: %s %s = %s', async (name, slug, preview, change, expected) => {
    const fault = FAULTS.find((each) => each.name === name);
    if (!fault || fault.unavailable?.(used.lab.lab)) return;
    const inputs = await given();
    await fault.cause(used.lab.lab);
    for (const id of ['held-open', 'lock-tree']) if (fault.breaks.includes(`${slug}#${id}`)) await run(`${slug}#${id}`, inputs);
    const shown = await run(`${slug}#${preview}`, inputs);
    const changed = await run(`${slug}#${change}`, inputs);
    expect(changed.block.preview).toBe(preview);
    expect([count(shown), count(changed)]).toEqual([expected, expected]);
    // A session that was told to end is listed until it has gone.
    await expect.poll(async () => count(await run(`${slug}#${preview}`, inputs)), { timeout: 10_000 }).toBe(0);
    expect(count(await run(`${slug}#${change}`, inputs)), 'the same change again finds nothing').toBe(0);
  });
});

const rowsOf = ({ data }: Ran) => JSON.stringify(data.rows);
const DEGRADATION = 'oatie-reports/database-degradation';

describe('an undo restores what was', () => {
  test.each([
    { slug: 'oatie-reports/api-errors', change: 'disable-template', see: 'template' },
    { slug: DEGRADATION, change: 'create-audit-index', see: 'audit-index', fault: 'slow-queries' },
    { slug: DEGRADATION, change: 'drop-audit-index', see: 'audit-index' },
    { slug: DEGRADATION, change: 'drop-legacy-index', see: 'legacy-index' },
    { slug: DEGRADATION, change: 'log-slow-statements', see: 'statement-logging', applied: 'read-configuration-again' },
  ])('$change', async ({ slug, change, see, fault, applied }) => {
    const inputs = await given();
    await FAULTS.find((each) => each.name === fault)?.cause(used.lab.lab);
    const watch = async (previous?: string) => {
      if (applied) expect((await run(`${slug}#${applied}`, inputs)).result).toBe('ok');
      const deadline = Date.now() + 5_000;
      for (;;) {
        const rows = rowsOf(await run(`${slug}#${see}`, inputs));
        if (rows !== previous || Date.now() > deadline) return rows;
      }
    };
    const before = await watch();
    const changed = await run(`${slug}#${change}`, inputs);
    expect(changed.result, changed.why).toBe('ok');
    const after = await watch(before);
    expect(after).not.toBe(before);
    expect(changed.block.undo).toBeDefined();
    const undone = await run(`${slug}#${changed.block.undo}`, inputs);
    expect(undone.result, undone.why).toBe('ok');
    expect(await watch(after)).toBe(before);
  });
});

test('maintenance runs on the healthy lab', { timeout: 60_000 }, async () => {
  const inputs = await given();
  for (const id of ['vacuum-analyze', 'analyze', 'reindex-executions'])
    expect((await run(`${DEGRADATION}#${id}`, inputs)).result, id).toBe('ok');
  expect((await run(`${DEGRADATION}#invalid-indexes`, inputs)).result).toBe('ok');
});

describe('the writing role ends sessions of the application and no others', () => {
  const of = (name: 'oatie_app' | 'oatie_write' | 'oatie_read') =>
    urlFor(inject('postgres').adminUrl, 'oatie', { name, password: used.lab.passwords[name] });
  const connect = async (connectionString: string) => {
    const client = new pg.Client({ connectionString });
    client.on('error', () => {});
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return { client, pid: rows[0]?.pid ?? 0 };
  };

  test('a session of the console is refused by the statement and by the server', async () => {
    const [console, writer] = [await connect(database.url), await connect(of('oatie_write'))];
    const ran = await run('oatie-reports/connection-pool-exhaustion#end-session', { pid: console.pid });
    expect([ran.result, count(ran)]).toEqual(['fail', 0]);
    await expect(writer.client.query('SELECT pg_terminate_backend($1)', [console.pid])).rejects.toThrow(/permission denied/);
    expect((await console.client.query('SELECT 1 AS alive')).rows).toEqual([{ alive: 1 }]);
    await Promise.all([console.client.end(), writer.client.end()]);
  });

  test('a session of the application is ended', async () => {
    const app = await connect(of('oatie_app'));
    const ran = await run('oatie-reports/connection-pool-exhaustion#end-session', { pid: app.pid });
    expect([ran.result, count(ran)]).toEqual(['ok', 1]);
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
      const url = urlFor(inject('postgres').adminUrl, APP_DATABASE, { name, password: used.lab.passwords[name] });
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
      [`Bearer ${accessToken.slice(0, -9)}`, /truncated/],
      [`Bearer ${head}.${old}.${sign}`, /expired \d+ s ago/],
      [accessToken.replace('.', '%2E'), /URL-encoded/],
      ['nothing', /not three parts/],
    ];
    for (const [token, problem] of cases) {
      const ran = await run(PARTS, { ...(await given()), token });
      expect(ran.result).toBe('fail');
      expect(ran.output).toMatch(problem);
      expect(ran.output).not.toContain(token.slice(-40));
    }
    expect((await run(PARTS, { token: accessToken })).result, 'without Bearer').toBe('warn');
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

test('a connection string without a port is a warning, a broken one a failure', async () => {
  const verdict = async (database_url: string) =>
    (await run('general/cannot-connect-to-database#connection-string', { database_url })).result;
  expect(await verdict('postgresql://ana:secret@db.example:5432/oatie')).toBe('ok');
  expect(await verdict('postgresql://ana:secret@db.example/oatie')).toBe('warn');
  expect(await verdict('postgresql://ana:se@cret@db.example:5432/oatie')).toBe('fail');
  expect(await verdict('db.example:5432')).toBe('fail');
});

test('pools that together open too much fail', async () => {
  const pools = (processes: number) => run('general/cannot-connect-to-database#pool-size', { processes, pool_size: 20, max_overflow: 40 });
  expect((await pools(1)).result).toBe('ok');
  expect((await pools(2)).result).toBe('fail');
  const server = (instances: number) =>
    run('oatie-reports/connection-pool-exhaustion#pool-capacity', { instances, pool_size: 20, max_overflow: 30 });
  expect((await server(1)).result).toBe('fail');
});

test('nothing that listens is a failed port', async () => {
  for (const server of used.listeners.splice(0)) {
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const id = { 5432: 'postgres-port', 3306: 'mysql-port', 27017: 'mongodb-port' }[port] as string;
    expect((await run(`general/cannot-connect-to-database#${id}`, {})).result).toBe('fail');
  }
});

test('the control breaks, lists and heals by name, for whoever can read its file', async () => {
  const { dataDir } = used;
  expect((await breakFault('bad-token', dataDir)).filter((fault) => fault.active).map((fault) => fault.name)).toEqual(['bad-token']);
  expect((await healFault(undefined, dataDir)).filter((fault) => fault.active)).toEqual([]);
  await expect(breakFault('no-such-fault', dataDir)).rejects.toThrow('There is no fault');
  expect((await listFaults(dataDir)).map((fault) => fault.name)).toEqual(FAULTS.map((fault) => fault.name));
  for (const name of await readdir(path.join(dataDir, 'lab')))
    if (/credential$|control/.test(name)) expect((await stat(path.join(dataDir, 'lab', name))).mode & 0o077, name).toBe(0);
  await expect(listFaults(path.join(dataDir, 'elsewhere'))).rejects.toThrow('The lab is not running');
});

test('every row of the checklist that these runbooks answer for stands in them', async () => {
  const numbers = (from: number, to: number, prefix: string) =>
    Array.from({ length: to - from + 1 }, (_, index) => `${prefix}-${String(from + index).padStart(2, '0')}`);
  const wanted = [...numbers(1, 8, 'S2'), ...numbers(34, 50, 'S2'), ...numbers(75, 77, 'S2'), ...numbers(1, 17, 'S4')];
  const files = (await readdir('runbooks', { recursive: true })).filter((file) => file.endsWith('.mdx'));
  const text = (await Promise.all(files.map((file) => readFile(path.join('runbooks', file), 'utf8')))).join('\n');
  const covered = new Set([...text.matchAll(/covers="([^"]+)"/g)].flatMap(([, rows]) => (rows ?? '').split(/\s+/)));
  expect(wanted.filter((row) => !covered.has(row))).toEqual([]);
});

test('a killed lab holds nothing, and the next one begins healthy', { timeout: 60_000 }, async () => {
  await used.lab.close();
  const of = { adminUrl: inject('postgres').adminUrl, dataDir: used.dataDir };
  const child = await startLabProcess(of);
  for (const name of ['slow-queries', 'http-5xx', 'bad-token', 'pool-exhaustion']) await breakFault(name, used.dataDir);
  const volume = (await stat(path.join(used.dataDir, 'lab', 'volume'))).dev;
  child.kill('SIGKILL');
  const admin = new pg.Client(inject('postgres').adminUrl);
  await admin.connect();
  const held = async () => (await admin.query("SELECT FROM pg_stat_activity WHERE usename = 'oatie_app'")).rowCount;
  await expect.poll(held, { timeout: 10_000 }).toBe(0);
  await admin.end();
  await expect
    .poll(
      async () =>
        stat(path.join(used.dataDir, 'lab', 'volume')).then(
          (found) => found.dev === volume,
          () => false,
        ),
      { timeout: 10_000 },
    )
    .toBe(false);
  const next = await startLabProcess(of);
  expect((await listFaults(used.dataDir)).filter((fault) => fault.active)).toEqual([]);
  const ended = new Promise((resolve) => next.once('exit', resolve));
  next.kill('SIGTERM');
  expect(await ended).toBe(0);
  await expect(listFaults(used.dataDir)).rejects.toThrow('The lab is not running');
});

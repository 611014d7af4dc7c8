import { readdir, readFile, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { closeSandboxes } from '@/domain/diagnostics/kinds/bash';
import { listRunbooks } from '@/domain/runbooks/list-runbooks';
import { loadRunbook } from '@/domain/runbooks/load-runbook';
import { breakFault, healFault, listFaults } from '@/lab/cli';
import { healFaults } from '@/lab/control';
import { urlFor } from '@/lab/database/create-database';
import { FAULTS } from '@/lab/faults';
import { type RunningLab, startLab } from '@/lab/start-lab';
import { APP_DATABASE } from '@/lib/postgres/embedded-postgres';
import { keepReadingRole } from '@/lib/postgres/keep-reading-role';
import { useTestDatabase } from '../database';
import { type Given, type Ran, runBlock } from './run-block';

const database = useTestDatabase();
let lab: RunningLab;
const listeners: Server[] = [];
/** Rows of the checklist -> what was seen of the blocks that cover them. */
const seen = new Map<string, Set<string>>();

const GREETING = Buffer.concat([Buffer.from([74, 0, 0, 0, 10]), Buffer.from('8.0.36\0')]);
const DATABASE_PORTS = [5432, 3306, 27017];

/** Something that listens where databases would; a port that is taken listens already. */
function listenOn(port: number): Promise<void> {
  return new Promise((resolve) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(port === 3306 ? GREETING : undefined);
    });
    server.once('error', () => resolve());
    server.listen(port, '127.0.0.1', () => {
      listeners.push(server);
      resolve();
    });
  });
}

async function mint(): Promise<{ accessToken: string; refreshToken: string }> {
  const response = await fetch(`${lab.httpUrl}/auth/token`, { method: 'POST', body: JSON.stringify({ email: 'ana@oatie.example' }) });
  return (await response.json()) as { accessToken: string; refreshToken: string };
}

async function given(): Promise<Given> {
  const { accessToken, refreshToken } = await mint();
  return { token: `Bearer ${accessToken}`, refresh_token: refreshToken, database_url: 'postgresql://ana:p%40ss@db.example:5432/oatie', template_id: 7, idle_seconds: 0 };
}

async function run(id: string, inputs: Given): Promise<Ran> {
  const ran = await runBlock(id, inputs);
  for (const row of ran.block.covers) seen.set(row, (seen.get(row) ?? new Set()).add(`${ran.block.id} ${ran.result}`));
  return ran;
}

/** Postgres counts an ended session out a moment after it said goodbye. */
async function eventually(id: string, result: string, inputs: Given): Promise<Ran> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const ran = await run(id, inputs);
    if (ran.result === result || Date.now() > deadline) return ran;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

beforeAll(async () => {
  const dataDir = process.env.DATA_DIR as string;
  await keepReadingRole({ adminUrl: database.adminUrl, dataDir, database: new URL(database.adminUrl).pathname.slice(1) });
  lab = await startLab({ adminUrl: inject('postgres').adminUrl, dataDir });
  for (const port of DATABASE_PORTS) await listenOn(port);
});

beforeEach(() => healFaults(lab.lab));

afterAll(async () => {
  await lab?.close();
  await closeSandboxes();
  for (const server of listeners) server.close();
  const rows = [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([row, results]) => `${row}  ${[...results].join(', ')}`);
  console.log(`What was seen, by row of the checklist:\n${rows.join('\n')}`);
});

/** Of diagnostics that a healthy lab cannot make "ok" everywhere: what they may say instead. */
const MAY_BE: Record<string, string[]> = {
  'general/cannot-connect-to-database#name': ['ok', 'warn'],
  'general/cannot-connect-to-database#mysql-greeting': ['ok', 'fail'],
  'general/cannot-connect-to-database#postgres-service': ['not_available'],
  'general/cannot-connect-to-database#mysql-service': ['not_available'],
  'general/cannot-connect-to-database#mongodb-service': ['not_available'],
  'general/cannot-connect-to-database#firewall': ['not_available', 'ok'],
  'oatie-reports/connection-pool-exhaustion#session': ['fail'],
  'oatie-reports/database-degradation#root-blocker': ['fail'],
  'sitrep/console-unwell#disk': ['ok', 'warn', 'fail'],
  'sitrep/console-unwell#memory': ['ok', 'warn', 'fail'],
};
/** They ask the console itself, which does not run here, and its engine; the journeys in a browser do. */
const NEED_THE_CONSOLE = new Set(['sitrep/console-unwell#health', 'sitrep/console-unwell#metrics', 'sitrep/console-unwell#queue']);

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
    const why = fault.unavailable?.(lab.lab);
    if (why) return context.skip(why);
    const inputs = await given();
    for (const id of fault.breaks) expect((await run(id, inputs)).result, `${id} before`).toBe('ok');
    await fault.cause(lab.lab);
    expect(await fault.isActive(lab.lab)).toBe(true);
    for (const id of fault.breaks) expect((await run(id, inputs)).result, id).toBe('fail');
    for (const id of fault.curedBy) {
      const cure = await run(id, inputs);
      expect(cure.result, `${id}: ${cure.why}`).toBe('ok');
      if (cure.block.verify) expect((await eventually(`${id.split('#')[0]}#${cure.block.verify}`, 'ok', inputs)).result, `verify of ${id}`).toBe('ok');
    }
    for (const id of fault.breaks) expect((await eventually(id, 'ok', inputs)).result, id).toBe('ok');
    expect(await fault.isActive(lab.lab), 'it stays cured').toBe(false);
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
    if (!fault || fault.unavailable?.(lab.lab)) return;
    const inputs = await given();
    await fault.cause(lab.lab);
    for (const id of ['held-open', 'lock-tree']) if (fault.breaks.includes(`${slug}#${id}`)) await run(`${slug}#${id}`, inputs);
    const shown = await run(`${slug}#${preview}`, inputs);
    const changed = await run(`${slug}#${change}`, inputs);
    expect(changed.block.preview).toBe(preview);
    expect([count(shown), count(changed)]).toEqual([expected, expected]);
    const again = await run(`${slug}#${change}`, inputs);
    expect(count(again), 'the same change again finds nothing').toBe(0);
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
    { slug: DEGRADATION, change: 'log-slow-statements', see: 'statement-logging', then: 'read-configuration-again' },
  ])('$change', async ({ slug, change, see, fault, then }) => {
    const inputs = await given();
    await FAULTS.find((each) => each.name === fault)?.cause(lab.lab);
    const watch = async (previous?: string) => {
      if (then) expect((await run(`${slug}#${then}`, inputs)).result).toBe('ok');
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
  for (const id of ['vacuum-analyze', 'analyze', 'reindex-executions']) expect((await run(`${DEGRADATION}#${id}`, inputs)).result, id).toBe('ok');
  expect((await run(`${DEGRADATION}#invalid-indexes`, inputs)).result).toBe('ok');
});

describe('the writing role ends sessions of the application and no others', () => {
  const of = (name: 'oatie_app' | 'oatie_write' | 'oatie_read') => urlFor(inject('postgres').adminUrl, 'oatie', { name, password: lab.passwords[name] });
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
      const url = urlFor(inject('postgres').adminUrl, APP_DATABASE, { name, password: lab.passwords[name] });
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
  const verdict = async (database_url: string) => (await run('general/cannot-connect-to-database#connection-string', { database_url })).result;
  expect(await verdict('postgresql://ana:secret@db.example:5432/oatie')).toBe('ok');
  expect(await verdict('postgresql://ana:secret@db.example/oatie')).toBe('warn');
  expect(await verdict('postgresql://ana:se@cret@db.example:5432/oatie')).toBe('fail');
  expect(await verdict('db.example:5432')).toBe('fail');
});

test('pools that together open too much fail', async () => {
  const pools = (processes: number) => run('general/cannot-connect-to-database#pool-size', { processes, pool_size: 20, max_overflow: 40 });
  expect((await pools(1)).result).toBe('ok');
  expect((await pools(2)).result).toBe('fail');
  const server = (instances: number) => run('oatie-reports/connection-pool-exhaustion#pool-capacity', { instances, pool_size: 20, max_overflow: 30 });
  expect((await server(1)).result).toBe('fail');
});

test('nothing that listens is a failed port', async () => {
  for (const server of listeners.splice(0)) {
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const id = { 5432: 'postgres-port', 3306: 'mysql-port', 27017: 'mongodb-port' }[port] as string;
    expect((await run(`general/cannot-connect-to-database#${id}`, {})).result).toBe('fail');
  }
});

test('the control breaks, lists and heals by name, for whoever can read its file', async () => {
  const dataDir = process.env.DATA_DIR as string;
  expect((await breakFault('bad-token', dataDir)).filter((fault) => fault.active).map((fault) => fault.name)).toEqual(['bad-token']);
  expect((await healFault(undefined, dataDir)).filter((fault) => fault.active)).toEqual([]);
  await expect(breakFault('no-such-fault', dataDir)).rejects.toThrow('There is no fault');
  expect((await listFaults(dataDir)).map((fault) => fault.name)).toEqual(FAULTS.map((fault) => fault.name));
  for (const name of await readdir(path.join(dataDir, 'lab')))
    if (/credential$|control/.test(name)) expect((await stat(path.join(dataDir, 'lab', name))).mode & 0o077, name).toBe(0);
  await expect(listFaults(path.join(dataDir, 'elsewhere'))).rejects.toThrow('The lab is not running');
});

test('every row of the checklist that these runbooks answer for stands in them', async () => {
  const numbers = (from: number, to: number, prefix: string) => Array.from({ length: to - from + 1 }, (_, index) => `${prefix}-${String(from + index).padStart(2, '0')}`);
  const wanted = [...numbers(1, 8, 'S2'), ...numbers(34, 50, 'S2'), ...numbers(75, 77, 'S2'), ...numbers(1, 17, 'S4')];
  const files = (await readdir('runbooks', { recursive: true })).filter((file) => file.endsWith('.mdx'));
  const text = (await Promise.all(files.map((file) => readFile(path.join('runbooks', file), 'utf8')))).join('\n');
  const covered = new Set([...text.matchAll(/covers="([^"]+)"/g)].flatMap(([, rows]) => (rows ?? '').split(/\s+/)));
  expect(wanted.filter((row) => !covered.has(row))).toEqual([]);
});

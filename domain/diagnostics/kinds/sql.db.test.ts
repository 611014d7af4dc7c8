import { createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '@/test/database';
import { runKind, type TestRequest } from '@/test/run-kind';
import { sql } from './sql';

const NASTY = `o'brien"; DROP TABLE people; -- $(id) \`id\` \\ :x $1`;
let database: Awaited<ReturnType<typeof testDatabase>>;
let admin: pg.Client;
let url: URL;

const credentials = { reader: 'kind_reader:reader-pass', writer: 'kind_writer:writer-pass' };
const run = (body: string, request: TestRequest = {}) =>
  runKind(sql, 'sql', body, {
    ...request,
    target: {
      name: 'db',
      kind: 'postgres',
      url: `postgresql://${url.host}${url.pathname}`,
      credential: credentials.reader,
      ...request.target,
    },
  });
const change = (body: string, request: TestRequest = {}) =>
  run(body, {
    ...request,
    block: { component: 'remediation', effect: 'mutating', ...request.block },
    target: { credential: credentials.writer, ...request.target },
  });
const count = async () => Number((await admin.query('SELECT count(*) FROM people')).rows[0].count);
const running = async (text: string) =>
  (
    await admin.query(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE $1 AND state <> 'idle' AND pid <> pg_backend_pid()`,
      [`%${text}%`],
    )
  ).rows[0].n as number;
const sessions = async () =>
  (await admin.query(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename IN ('kind_reader', 'kind_writer')`)).rows[0]
    .n as number;
async function until(check: () => Promise<boolean>) {
  for (let round = 0; round < 60; round += 1) {
    if (await check()) return true;
    await sleep(50);
  }
  return false;
}

beforeAll(async () => {
  database = await testDatabase();
  url = new URL(database.url);
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  for (const [name, password] of Object.values(credentials).map((each) => each.split(':')))
    await admin.query(
      `DO $$ BEGIN CREATE ROLE ${name} LOGIN PASSWORD '${password}'; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
    );
  await admin.query(`
    CREATE TABLE people (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text, age int);
    INSERT INTO people (name, age) VALUES ('ann', 30), ('bob', 40);
    GRANT SELECT ON people TO kind_reader; GRANT ALL ON people TO kind_writer; GRANT CREATE ON SCHEMA public TO kind_writer;
    ALTER TABLE people OWNER TO kind_writer;`);
});
afterAll(async () => {
  await admin.end();
  await database.close();
});

describe('a read', () => {
  it('gives rows as numbers, texts and instants, and a table', async () => {
    const { status, data, stdout } =
      await run(`SELECT 1::int8 AS big, 97.30::numeric AS pct, 9007199254740993::int8 AS huge, '2026-01-02 03:04:05+00'::timestamptz AS at,
      true AS yes, NULL AS nothing, ARRAY[1,2] AS list, '{"a":[1]}'::jsonb AS doc, '\\x00ff'::bytea AS bytes, 'NaN'::float8 AS nan, interval '5 min' AS span, 'x' AS big`);
    expect(status).toBe('completed');
    expect(data.rows[0]).toEqual({
      big: 1,
      pct: 97.3,
      huge: '9007199254740993',
      at: '2026-01-02T03:04:05.000Z',
      yes: true,
      nothing: null,
      list: [1, 2],
      doc: { a: [1] },
      bytes: '\\x00ff',
      nan: 'NaN',
      span: '00:05:00',
      big_2: 'x',
    });
    expect(data).toMatchObject({ connected: true, rowCount: 1, truncated: false });
    expect(data.columns[0]).toEqual({ name: 'big', type: 'int8' });
    expect(stdout).toContain('(1 row)');
  });

  it('writes an aligned table', async () => {
    expect((await run('SELECT id, name FROM people ORDER BY id')).stdout).toBe(' id | name\n----+------\n  1 | ann\n  2 | bob\n(2 rows)\n');
  });

  it('binds inputs, whatever they hold', async () => {
    const { data } = await run('SELECT :x::text AS x, length(:x) AS length, :none::text AS none', { inputs: { x: NASTY } });
    expect(data.rows).toEqual([{ x: NASTY, length: NASTY.length, none: null }]);
    expect(await count()).toBe(2);
  });

  it.each([
    'SELECT 1; SELECT 2',
    'DELETE FROM people',
    'WITH gone AS (DELETE FROM people RETURNING 1) SELECT * FROM gone',
    "COPY (SELECT 1) TO PROGRAM 'touch /tmp/pwned'",
    'COPY people TO STDOUT',
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT lo_import('/etc/passwd')",
    'SELECT pg_terminate_backend(1)',
    "SELECT set_config('transaction_read_only', 'off', false)",
    "SELECT nextval('people_id_seq')",
    'SELECT pg_sleep(1) INTO x',
    'EXPLAIN ANALYZE DELETE FROM people',
    'COMMIT',
    'SELECT * FROM people FOR UPDATE',
    'DO $$ BEGIN END $$',
    'SELECT $1',
    '',
    'SELEC 1',
  ])('refuses %s', async (body) => {
    const { status, error } = await run(body);
    expect(status).toBe('errored');
    expect(error?.code).toBe('refused');
    expect(await count()).toBe(2);
  });

  it('is read-only for the server too, behind a function that looks harmless', async () => {
    await admin.query(
      "CREATE OR REPLACE FUNCTION harmless() RETURNS int LANGUAGE sql AS $$ INSERT INTO people (name) VALUES ('x') RETURNING id $$",
    );
    await admin.query('GRANT INSERT ON people TO kind_reader');
    const { error } = await run('SELECT harmless()');
    await admin.query('REVOKE INSERT ON people FROM kind_reader');
    expect(error?.message).toMatch(/read-only transaction/);
    expect(await count()).toBe(2);
  });

  it('does not run as a superuser, nor as one who may reach files', async () => {
    const first = await run('SELECT 1', { target: { credential: database.adminUrl }, block: { fail: 'error != null' } });
    expect(first.error).toEqual({ code: 'superuser', message: 'the read role is a superuser: use a least-privilege role' });
    await admin.query('GRANT pg_read_server_files TO kind_reader');
    const second = await run('SELECT 1');
    await admin.query('REVOKE pg_read_server_files FROM kind_reader');
    expect(second.error?.code).toBe('superuser');
  });

  it('keeps 1,000 rows and 1 MiB, and ends the rest on the server', async () => {
    const many = await run('SELECT generate_series(1, 100000000) AS n /* endless-rows */');
    expect(many.data).toMatchObject({ truncated: true, rowCount: 1_000 });
    expect(many.data.rows).toHaveLength(1_000);
    const wide = await run("SELECT repeat('x', 50000) AS x FROM generate_series(1, 100)");
    expect(wide.data.truncated).toBe(true);
    expect(JSON.stringify(wide.data.rows).length).toBeLessThan(1.1 * 1024 * 1024);
    const huge = await run("SELECT repeat('x', 100000000) AS x");
    expect(huge.data.truncated).toBe(true);
    expect(await until(async () => (await running('endless-rows')) === 0)).toBe(true);
  });

  it('tells what the server says against it', async () => {
    expect((await run('SELECT * FROM nowhere')).error).toMatchObject({
      code: '42P01',
      message: expect.stringContaining('"nowhere" does not exist'),
    });
    expect((await run('SELECT * FROM pg_authid')).error?.code).toBe('permission');
    const spoken = await run('SELECT * FROM nowhere', { block: { fail: 'error.code == "42P01"' } });
    expect(spoken).toMatchObject({ status: 'completed', data: { connected: true, error: { code: '42P01' } } });
  });

  it('is ended by its own time limit, on the server', async () => {
    const { error } = await run('SELECT count(*) FROM generate_series(1, 10000000000) /* too-slow */', { block: { timeoutMs: 300 } });
    expect(error?.code).toBe('timeout');
    expect(await until(async () => (await running('too-slow')) === 0)).toBe(true);
  });

  it('is cancelled on the server', async () => {
    const stop = new AbortController();
    const outcome = run('SELECT count(*) FROM generate_series(1, 10000000000) /* cancelled */', { signal: stop.signal });
    expect(await until(async () => (await running('cancelled')) === 1)).toBe(true);
    stop.abort();
    expect((await outcome).error?.code).toBe('aborted');
    expect(await until(async () => (await running('cancelled')) === 0)).toBe(true);
  });

  it('leaves no connection behind', async () => {
    await Promise.all([run('SELECT 1'), run('SELECT 1/0'), run('SELECT 1; SELECT 2'), run('SELECT 1', { signal: AbortSignal.abort() })]);
    expect(await until(async () => (await sessions()) === 0)).toBe(true);
  });
});

describe('a database that cannot be reached', () => {
  const servers: { server: Server; sockets: Set<Socket> }[] = [];
  async function listen(onSocket: (socket: Socket) => void): Promise<string> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket.on('error', () => {}));
      onSocket(socket);
    });
    servers.push({ server, sockets });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return `postgresql://127.0.0.1:${(server.address() as { port: number }).port}/x`;
  }
  afterAll(() => {
    for (const { server, sockets } of servers) {
      for (const socket of sockets) socket.destroy();
      server.close();
    }
  });

  it('is errored, unless a rule speaks of it', async () => {
    const target = { url: 'postgresql://127.0.0.1:1/x' };
    const silent = await run('SELECT 1', { target, block: { fail: 'rows.size() == 0' } });
    expect(silent).toMatchObject({ status: 'errored', error: { code: 'refused' }, data: { connected: false, rows: [] } });
    expect(silent.stderr).toContain('refused');
    expect(await run('SELECT 1', { target, block: { ok: 'connected' } })).toMatchObject({
      status: 'completed',
      data: { connected: false, error: { code: 'refused' } },
    });
  });

  it('says which way it failed', async () => {
    const real = `postgresql://${url.host}`;
    expect((await run('SELECT 1', { target: { url: `${real}/no_such_database` } })).error?.code).toBe('no_database');
    expect((await run('SELECT 1', { target: { url: `${real}${url.pathname}?sslmode=require` } })).error?.code).toBe('tls');
    expect((await run('SELECT 1', { target: { url: 'postgresql://no-such-host.invalid:5432/x' } })).error?.code).toBe('dns');
    expect((await run('SELECT 1', { target: { url: await listen((socket) => socket.destroy()) } })).error?.code).toBe('reset');
    expect((await run('SELECT 1', { target: { credential: undefined, url: `${real}/x` } })).error?.code).toBe('auth');
    expect((await run('SELECT 1', { target: { url: 'http://127.0.0.1/' } })).error?.code).toBe('target');
  });

  it('never answers: can be cancelled', async () => {
    const stop = new AbortController();
    const outcome = run('SELECT 1', { signal: stop.signal, target: { url: await listen(() => {}) } });
    await sleep(100);
    stop.abort();
    expect((await outcome).error?.code).toBe('aborted');
  });

  it('too many connections are told as such', async () => {
    await admin.query('ALTER ROLE kind_reader CONNECTION LIMIT 0');
    const { error } = await run('SELECT 1');
    await admin.query('ALTER ROLE kind_reader CONNECTION LIMIT -1');
    expect(error?.code).toBe('too_many_connections');
  });
});

describe('a change', () => {
  it('commits, counts, and gives what it returns', async () => {
    const { data, stdout } = await change('UPDATE people SET age = age + 1 WHERE name = :name RETURNING id, age', {
      inputs: { name: 'ann' },
    });
    expect(data).toMatchObject({ connected: true, rowCount: 1, rows: [{ id: 1, age: 31 }] });
    expect(stdout).toContain('31');
    expect((await change('UPDATE people SET age = 31 WHERE name = :name', { inputs: { name: NASTY } })).data).toMatchObject({
      rowCount: 0,
      rows: [],
    });
  });

  it.each([
    'CREATE INDEX CONCURRENTLY people_age ON people (age)',
    'REINDEX INDEX CONCURRENTLY people_age',
    'DROP INDEX CONCURRENTLY people_age',
    'VACUUM people',
    'ANALYZE people',
  ])('runs %s', async (body) => {
    expect(await change(body)).toMatchObject({ status: 'completed', data: { connected: true } });
  });

  it.each(['UPDATE people SET age = 1; DELETE FROM people', 'COMMIT', "COPY people FROM PROGRAM 'id'"])('refuses %s', async (body) => {
    expect((await change(body)).error?.code).toBe('refused');
    expect(await count()).toBe(2);
  });

  it('is undone whole when it fails or is cancelled', async () => {
    expect((await change('UPDATE people SET age = 1/(id - 2) WHERE id > 0')).error?.code).toBe('22012');
    const stop = new AbortController();
    const outcome = change(
      'UPDATE people SET age = 99 WHERE (SELECT count(*) FROM generate_series(1, 10000000000)) > 0 /* slow-change */',
      { signal: stop.signal },
    );
    expect(await until(async () => (await running('slow-change')) === 1)).toBe(true);
    stop.abort();
    expect((await outcome).error?.code).toBe('aborted');
    expect((await admin.query('SELECT count(*)::int AS n FROM people WHERE age = 99')).rows[0].n).toBe(0);
  });

  it('does not wait for ever for a lock', async () => {
    await admin.query('BEGIN; LOCK TABLE people');
    const { error } = await change('UPDATE people SET age = 1', { block: { timeoutMs: 400 } });
    await admin.query('ROLLBACK');
    expect(['lock_timeout', 'timeout']).toContain(error?.code);
  });
});

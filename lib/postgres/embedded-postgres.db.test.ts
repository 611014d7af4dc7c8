import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findBinaries } from './binaries';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres';
import { readPostmaster } from './leftover';
import { chooseOwner } from './owner';
import { serveCluster } from './serve-cluster';

const ATTEMPTS = 100;

let dataDir: string;
let running: EmbeddedPostgres[];

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'sitrep-postgres-'));
  // Like a home folder that others may enter; the closed one has a test of its own.
  rmSync(dataDir, { recursive: true });
  mkdirSync(dataDir, { mode: 0o755 });
  running = [];
});

afterEach(async () => {
  for (const postgres of running) await postgres.stop();
  const folder = path.join(dataDir, 'postgres');
  if (existsSync(folder)) rmSync(folder, { recursive: true });
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
  running.push(postgres);
  return postgres;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function untilAnswers(url: string): Promise<unknown[]> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const rows = await query(url, 'SELECT 1 AS one').catch(() => null);
    if (rows) return rows;
    await sleep(100);
  }
  throw new Error('the database did not come back');
}

const postmaster = () => readPostmaster(path.join(dataDir, 'postgres'))?.pid ?? 0;

describe('startEmbeddedPostgres', () => {
  test('keeps its data, its port and its passwords from start to start', async () => {
    const first = await start();
    await query(first.url, `CREATE TABLE fruit (name text); INSERT INTO fruit VALUES ('pear')`);
    await first.stop();
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'SELECT name FROM fruit')).toEqual([{ name: 'pear' }]);
    expect(statSync(path.join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
  });

  test('the console is no superuser, others need a password, and the extensions are there', async () => {
    const { url, adminUrl } = await start();
    expect(await query(url, 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user')).toEqual([{ rolsuper: false }]);
    await query(url, 'CREATE EXTENSION pg_trgm');
    expect(await query(url, `SELECT similarity('pear', 'peer') > 0 AS similar`)).toEqual([{ similar: true }]);
    expect(await query(url, 'SELECT count(*) > 0 AS some FROM pg_stat_statements')).toEqual([{ some: true }]);
    const guess = Object.assign(new URL(adminUrl), { password: 'guess' }).href;
    await expect(query(guess, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
  });

  test('comes back by itself when it is killed', async () => {
    const { url } = await start();
    const before = postmaster();
    process.kill(before, 'SIGKILL');
    expect(await untilAnswers(url)).toEqual([{ one: 1 }]);
    expect(postmaster()).not.toBe(before);
  });

  test('takes over from one that a killed starter left running, with all that was committed', async () => {
    const first = await start();
    await first.stop();
    const folder = path.join(dataDir, 'postgres');
    const owner = chooseOwner(folder);
    await serveCluster(
      { folder, owner, durable: false, binaries: findBinaries(owner), logFile: path.join(dataDir, 'postgres.log') },
      first.port,
    );
    await query(first.url, 'CREATE TABLE fruit AS SELECT 1 AS id');
    const before = postmaster();
    const next = await start();
    expect(postmaster()).not.toBe(before);
    expect(await query(next.url, 'SELECT id FROM fruit')).toEqual([{ id: 1 }]);
  });

  test('a lock file whose process is another program is no hindrance', async () => {
    const first = await start();
    await first.stop();
    writeFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n${dataDir}/postgres\n`);
    const second = await start();
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  test('takes another port when its own is used meanwhile', async () => {
    const first = await start();
    await first.stop();
    const squatter = await new Promise<Server>((resolve) => {
      const server = createServer().listen(first.port, '127.0.0.1', () => resolve(server));
    });
    const second = await start();
    squatter.close();
    expect(second.port).not.toBe(first.port);
    expect(JSON.parse(readFileSync(path.join(dataDir, 'postgres.json'), 'utf8')).port).toBe(second.port);
  });
});

describe('a folder that is not ours', () => {
  const put = (name: string, content: string) => {
    mkdirSync(path.join(dataDir, 'postgres'), { recursive: true });
    writeFileSync(path.join(dataDir, 'postgres', name), content);
  };

  test('of another version of Postgres is refused', async () => {
    put('PG_VERSION', '14\n');
    await expect(start()).rejects.toThrow(/holds a database of Postgres 14; .* needs Postgres 18: move it away or set DATA_DIR/);
  });

  test('of another program is refused, and left as it is', async () => {
    put('PG_VERSION', '18\n');
    await expect(start()).rejects.toThrow(/holds a Postgres database that Sitrep did not make/);
    expect(readFileSync(path.join(dataDir, 'postgres', 'PG_VERSION'), 'utf8')).toBe('18\n');
  });

  test('with other files is refused', async () => {
    put('letter.txt', 'Dear Ada');
    await expect(start()).rejects.toThrow(/holds files that are not Sitrep's database/);
  });

  test('lost passwords are told, and the data is not touched', async () => {
    await (await start()).stop();
    rmSync(path.join(dataDir, 'postgres.json'));
    await expect(start()).rejects.toThrow(/postgres\.json with the database's passwords is missing/);
  });
});

test.runIf(process.getuid?.() === 0)('as root, a closed DATA_DIR keeps its database in a shared place, by a link', async () => {
  const closed = path.join(dataDir, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  const postgres = await startEmbeddedPostgres({ dataDir: closed, durable: false });
  const [{ folder }] = (await query(postgres.adminUrl, `SELECT current_setting('data_directory') AS folder`)) as [{ folder: string }];
  await postgres.stop();
  const again = await startEmbeddedPostgres({ dataDir: closed, durable: false });
  expect(again.url).toBe(postgres.url);
  await again.stop();
  expect(folder).toMatch(/^\/var\/lib\/sitrep\/[0-9a-f]{12}\/postgres$/);
  rmSync(path.dirname(folder), { recursive: true });
});

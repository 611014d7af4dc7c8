import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '@/test/database';
import { runKind } from '@/test/run-kind';
import { decideVerdict } from '../verdict';
import { migrations } from './migrations';
import { readRevision } from './migrations/alembic-revision';
import { inOrder } from './migrations/judge-revisions';

let database: Awaited<ReturnType<typeof testDatabase>>;
let admin: pg.Client;
let root: string;

const READER = 'migrations_reader:reader-pass';
const revisionFile = (revision: string, after: string | null, message: string) =>
  `"""${message}\n\nRevision ID: ${revision}\nCreate Date: 2026-01-01\n"""\nfrom alembic import op\n\nrevision: str = '${revision}'\ndown_revision = ${after}\nbranch_labels = None\n\ndef upgrade():\n    revision = 'not this one'\n`;
const put = (file: string, text: string) => writeFile(path.join(root, file), text);
const run = (body: string, more: Parameters<typeof runKind>[3] = {}) => {
  const url = new URL(database.url);
  return runKind(migrations, 'migrations', body, {
    ...more,
    target: {
      name: 'db',
      kind: 'postgres',
      url: `postgresql://${url.host}${url.pathname}`,
      credential: READER,
      roots: [root],
      ...more.target,
    },
  });
};

beforeAll(async () => {
  database = await testDatabase();
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  await admin.query(
    `DO $$ BEGIN CREATE ROLE migrations_reader LOGIN PASSWORD 'reader-pass'; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
  );
  await admin.query('GRANT pg_read_all_data TO migrations_reader');
});
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'sitrep-migrations-'));
  await mkdir(path.join(root, 'versions'));
  await put('versions/001_first.py', revisionFile('a1', 'None', 'Add customers'));
  await put('versions/002_second.py', revisionFile('b2', `'a1'`, 'Add invoices'));
  await admin.query('DROP TABLE IF EXISTS alembic_version; CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)');
  return () => rm(root, { recursive: true });
});
afterAll(async () => {
  await admin.end();
  await database.close();
});

describe('migrations of Alembic', () => {
  const at = (...revisions: string[]) => admin.query(`INSERT INTO alembic_version SELECT unnest($1::text[])`, [revisions]);
  const verdictOf = async (body = 'alembic versions') => decideVerdict({ kind: 'migrations' }, (await run(body)).data);

  it('S3-61 S3-62: says where the database stands, and the history, newest first', async () => {
    await at('b2');
    const { data, stdout } = await run('alembic versions');
    expect(data).toMatchObject({ tool: 'alembic', current: ['b2'], heads: ['b2'], pendingCount: 0, upToDate: true, error: null });
    expect(data.rows).toEqual([
      { migration: 'b2', state: 'current', says: 'Add invoices' },
      { migration: 'a1', state: 'applied', says: 'Add customers' },
    ]);
    expect(stdout).toContain('current     b2');
    expect(await verdictOf()).toMatchObject({ verdict: 'ok' });
    expect((await run('alembic')).data).toMatchObject({ current: ['b2'], heads: [], upToDate: true });
  });

  it('S1-09: shows what is pending before it is applied', async () => {
    await at('a1');
    expect((await run('alembic versions')).data).toMatchObject({ pending: ['b2'], pendingCount: 1, upToDate: false });
    expect(await verdictOf()).toMatchObject({ verdict: 'warn', reason: expect.stringContaining('b2') });
    expect(decideVerdict({ kind: 'migrations', fail: 'pendingCount > 0' }, (await run('alembic versions')).data).verdict).toBe('fail');
  });

  it('S3-63 S3-64: fails of several heads, until they are merged', async () => {
    await at('b2');
    await put('versions/003_other.py', revisionFile('c3', `'a1'`, 'Add payments'));
    expect((await run('alembic versions')).data.heads).toEqual(['b2', 'c3']);
    expect(await verdictOf()).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('merge') });
    await put('versions/004_merge.py', revisionFile('d4', `('b2', 'c3')`, 'merge heads'));
    await admin.query(`UPDATE alembic_version SET version_num = 'd4'`);
    expect(await verdictOf()).toMatchObject({ verdict: 'ok' });
  });

  it('fails where the database is ahead of the code, was never migrated, or a file is missing', async () => {
    await at('zz');
    expect(await verdictOf()).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('which the code does not have') });
    await admin.query('DROP TABLE alembic_version');
    expect(await verdictOf()).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('never migrated') });
    await admin.query('CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY)');
    await rm(path.join(root, 'versions/001_first.py'));
    expect(await verdictOf()).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('not in the folder') });
  });

  it('reads files as text alone, and only under the roots', async () => {
    await put('versions/005_odd.py', `revision = make_revision()\ndown_revision = None\n`);
    expect((await run('alembic versions')).data.problems[0]).toMatchObject({ code: 'unreadable' });
    expect((await run('alembic ../..')).error?.code).toBe('roots');
    await symlink('/etc', path.join(root, 'out'));
    expect((await run('alembic out')).error?.code).toBe('roots');
    expect((await run('alembic {folder}', { inputs: { folder: 'nowhere' } })).data).toMatchObject({
      connected: false,
      error: { code: 'no_file' },
    });
  });

  it('refuses what it cannot read, and says why the database does not answer', async () => {
    for (const body of ['', 'flyway x', 'alembic versions\nprisma x', 'alembic v\ntable a;b', 'alembic v\ntable a.b.c'])
      expect((await run(body)).error?.code).toBe('body');
    const { data } = await run('alembic versions', { target: { credential: 'migrations_reader:wrong' } });
    expect(data).toMatchObject({ connected: false, error: { code: 'auth' } });
    expect((await run('alembic versions', { signal: AbortSignal.abort() })).error?.code).toBe('aborted');
    await expect((await run('alembic versions\ntable elsewhere.alembic_version')).data.problems[0].code).toBe('never');
  });

  it('orders any history with parents first', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 20 }), (parents) => {
        const known = new Map(
          parents.map((parent, at) => [
            `r${at}`,
            { revision: `r${at}`, after: at ? [`r${parent % at}`] : [], dependsOn: [], message: '', file: '' },
          ]),
        );
        const order = inOrder(new Map([...known].reverse())).map(({ revision }) => revision);
        expect(order).toHaveLength(known.size);
        for (const { revision, after } of known.values())
          for (const each of after) expect(order.indexOf(each)).toBeLessThan(order.indexOf(revision));
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void readRevision(text, 'any.py')));
  });
});

describe('migrations of Prisma', () => {
  const checksum = (sql: string) => createHash('sha256').update(sql).digest('hex');
  const migration = async (name: string, sql: string) => {
    await mkdir(path.join(root, 'prisma', name), { recursive: true });
    await put(`prisma/${name}/migration.sql`, sql);
  };
  const applied = (name: string, sum: string, finished = true, logs: string | null = null) =>
    admin.query(`INSERT INTO prisma_state VALUES ($1, $2, now(), $3, null, $4)`, [name, sum, finished ? new Date() : null, logs]);
  const body = 'prisma prisma\ntable public.prisma_state';

  beforeEach(async () => {
    await migration('20260101000000_first', 'SELECT 1;');
    await migration('20260201000000_second', 'SELECT 2;');
    await admin.query(
      `DROP TABLE IF EXISTS prisma_state; CREATE TABLE prisma_state
       (migration_name text, checksum text, started_at timestamptz, finished_at timestamptz, rolled_back_at timestamptz, logs text)`,
    );
  });

  it('says what is applied, pending, edited and failed', async () => {
    await applied('20260101000000_first', checksum('SELECT 1;'));
    expect((await run(body)).data).toMatchObject({
      current: ['20260101000000_first'],
      pending: ['20260201000000_second'],
      edited: [],
      failed: [],
    });
    await applied('20260201000000_second', checksum('SELECT 3;'));
    expect((await run(body)).data).toMatchObject({ pendingCount: 0, edited: ['20260201000000_second'] });
    await admin.query('DELETE FROM prisma_state');
    await applied('20260101000000_first', checksum('SELECT 1;'), false, '\nERROR: relation "x" exists\nmore');
    const { data } = await run(body);
    expect(data.failed).toEqual(['20260101000000_first']);
    expect(decideVerdict({ kind: 'migrations' }, data)).toMatchObject({
      verdict: 'fail',
      reason: expect.stringContaining('relation "x" exists'),
    });
  });

  it('is content when all is applied', async () => {
    await applied('20260101000000_first', checksum('SELECT 1;'));
    await applied('20260201000000_second', checksum('SELECT 2;'));
    expect((await run(body)).data).toMatchObject({ upToDate: true, count: 2 });
  });
});

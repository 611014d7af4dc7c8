import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '@/test/database';
import { runKind } from '@/test/run-kind';
import { decideVerdict } from '../verdict';
import { compare } from './compare';
import { compareItems } from './compare/compare-items';

type Side = { database: Awaited<ReturnType<typeof testDatabase>>; admin: pg.Client; reader: string; name: string };
const sides: Side[] = [];

async function makeSide(name: string, statements: string): Promise<Side> {
  const database = await testDatabase();
  const admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  const reader = `compare_${name}`;
  await admin.query(
    `DO $$ BEGIN CREATE ROLE ${reader} LOGIN PASSWORD 'pass-${name}'; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
  );
  await admin.query(`CREATE SCHEMA shop; GRANT USAGE ON SCHEMA shop TO ${reader}; ${statements}`);
  return { database, admin, reader: `${reader}:pass-${name}`, name: `${name}-db` };
}

const targetOf = ({ database, reader, name }: Side) => {
  const url = new URL(database.url);
  return {
    name,
    kind: 'postgres' as const,
    environment: 'local' as const,
    egress: [],
    url: `postgresql://${url.host}${url.pathname}`,
    credential: reader,
  };
};

const SAME = `
  CREATE TABLE shop.customers (id int PRIMARY KEY, email text NOT NULL);
  CREATE TYPE shop.state AS ENUM ('open', 'closed');
  INSERT INTO shop.customers VALUES (1, 'a@example.test');`;

beforeAll(async () => {
  sides.push(
    await makeSide('dev', `${SAME} CREATE INDEX customers_email ON shop.customers (email); CREATE TABLE shop.drafts (id int PRIMARY KEY);`),
    await makeSide(
      'prod',
      `${SAME} ALTER TABLE shop.customers ALTER email TYPE varchar(80); ALTER TYPE shop.state ADD VALUE 'paid'; TRUNCATE shop.customers;`,
    ),
  );
  const prod = sides[1] as Side;
  await prod.admin.query(`ALTER DATABASE ${new URL(prod.database.url).pathname.slice(1)} SET work_mem = '17MB'`);
  await prod.admin.query(`GRANT SELECT ON ALL TABLES IN SCHEMA shop TO compare_prod`);
  await (sides[0] as Side).admin.query(`GRANT SELECT ON ALL TABLES IN SCHEMA shop TO compare_dev`);
});
afterAll(async () => {
  for (const { admin, database } of sides) {
    await admin.end();
    await database.close();
  }
});

async function run(body: string, other: Partial<ReturnType<typeof targetOf>> = {}, signal = new AbortController().signal) {
  const [a, b] = sides as [Side, Side];
  const target = { ...targetOf(b), ...other };
  const parted = (request: Parameters<typeof compare>[0]) => compare({ ...request, parts: [{ block: request.block, target }] });
  return runKind(parted, 'compare', body, { target: targetOf(a), signal });
}

describe('compare', () => {
  it('S4-64: says what only one database has, and what differs, in structure and settings', async () => {
    const { data, stdout } = await run('with prod-db\nin shop\nlook schema settings');
    expect(data).toMatchObject({ connected: true, a: 'dev-db', b: 'prod-db', error: null });
    expect(data.onlyA).toEqual(['index shop.customers.customers_email', 'table shop.drafts']);
    expect(data.different).toEqual(['column shop.customers.email', 'enum shop.state', 'setting work_mem']);
    expect(data).toMatchObject({ onlyB: [], schemaDifferences: 4, settingDifferences: 1 });
    expect(data.same).toBeGreaterThan(100);
    expect(data.rows.find(({ name }: { name: string }) => name === 'shop.customers.email')).toMatchObject({
      a: 'text not null',
      b: 'character varying(80) not null',
    });
    expect(stdout).toContain('~ setting work_mem: 4096 kB | 17408 kB');
    expect(decideVerdict({ kind: 'compare' }, data)).toMatchObject({ verdict: 'fail', reason: expect.stringContaining('4 differences') });
  });

  it('compares numbers of rows, and warns of a table that is empty on one side', async () => {
    const { data } = await run('with prod-db\nin shop\nlook counts');
    expect(data.rows).toContainEqual({ what: 'rows', name: 'shop.customers', is: 'different', a: '1', b: '0' });
    expect(decideVerdict({ kind: 'compare' }, data)).toMatchObject({ verdict: 'warn', reason: expect.stringContaining('shop.customers') });
  });

  it('leaves out what is ignored, and finds a database like itself', async () => {
    const { data } = await run('with prod-db\nin shop\nlook schema\nignore drafts state customers_* email');
    expect(data).toMatchObject({ differences: 0 });
    const [a] = sides as [Side];
    const itself = await run('with dev-db\nin shop', targetOf(a));
    expect(decideVerdict({ kind: 'compare' }, itself.data)).toMatchObject({ verdict: 'ok' });
  });

  it('says which side does not answer, and stops when told to', async () => {
    const { data } = await run('with prod-db', { credential: 'compare_prod:wrong' });
    expect(data).toMatchObject({ connected: false, error: { code: 'auth' } });
    expect((await run('with prod-db', {}, AbortSignal.abort())).error?.code).toBe('aborted');
    expect((await run('with another-db')).error?.code).toBe('target');
    for (const body of ['', 'with', 'with A;B', 'with prod-db\nlook everything']) expect((await run(body)).error?.code).toBe('body');
  });

  it('does not say again of a missing table what belongs to it', () => {
    const table = [
      { what: 'table', name: 'public.a', value: '' },
      { what: 'column', name: 'public.a.id', value: 'integer' },
    ];
    expect(compareItems(table, [], []).differences).toEqual([{ what: 'table', name: 'public.a', is: 'onlyA', a: '', b: null }]);
    expect(compareItems(table, table, [])).toEqual({ differences: [], same: 2 });
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '@/test/database';
import { migrate, pendingMigrations } from './migrate';

let database: TestDatabase;
let client: Client;
let folder: string;

beforeEach(async () => {
  database = await testDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query('DROP TABLE _prisma_migrations');
  folder = mkdtempSync(path.join(tmpdir(), 'migrations-'));
});

afterEach(async () => {
  await client.end();
  await database.close();
  rmSync(folder, { recursive: true });
});

const addMigration = (name: string, sql: string) => {
  mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
};

describe('migrate', () => {
  test('applies what is missing, in order, once', async () => {
    addMigration('2_rows', 'INSERT INTO fruit VALUES (1)');
    addMigration('1_table', 'CREATE TABLE fruit (id int)');
    expect(await migrate(database.url, folder)).toEqual(['1_table', '2_rows']);
    expect(await migrate(database.url, folder)).toEqual([]);
    expect((await client.query('SELECT id FROM fruit')).rows).toEqual([{ id: 1 }]);
  });

  test('two starters at once apply it once', async () => {
    addMigration('1_table', 'CREATE TABLE fruit (id int); SELECT pg_sleep(0.2)');
    const applied = await Promise.all([migrate(database.url, folder), migrate(database.url, folder)]);
    expect(applied.flat()).toEqual(['1_table']);
  });

  test('a failing migration leaves nothing behind and can be mended', async () => {
    addMigration('1_table', 'CREATE TABLE fruit (id int); SELECT 1/0');
    await expect(migrate(database.url, folder)).rejects.toThrow(/1_table failed and was undone: division by zero/);
    writeFileSync(path.join(folder, '1_table', 'migration.sql'), 'CREATE TABLE fruit (id int)');
    expect(await migrate(database.url, folder)).toEqual(['1_table']);
  });

  test('refuses an edited migration and one from a newer version', () => {
    const file = { name: '1_table', sql: '', checksum: 'a' };
    const row = { migration_name: '1_table', checksum: 'a', finished_at: new Date() };
    expect(pendingMigrations([file], [row])).toEqual([]);
    expect(() => pendingMigrations([file], [{ ...row, checksum: 'b' }])).toThrow(/was edited/);
    expect(() => pendingMigrations([file], [{ ...row, finished_at: null }])).toThrow(/failed earlier/);
    expect(() => pendingMigrations([], [row])).toThrow(/start the newer version/);
  });
});

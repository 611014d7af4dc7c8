import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { APP_DATABASE, APP_ROLE } from '@/lib/postgres/embedded-postgres';

export type TestDatabase = {
  /** As the owner, who is no superuser: what the product runs as. */
  url: string;
  /** As the server's superuser. */
  adminUrl: string;
  close(): Promise<void>;
};

async function asAdmin(sql: string): Promise<void> {
  const client = new Client({ connectionString: inject('postgres').adminUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

const withDatabase = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;

/** A fresh migrated database of its own; `close` drops it, whoever is still connected. */
export async function testDatabase(): Promise<TestDatabase> {
  const { url, adminUrl } = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE ${APP_DATABASE} OWNER ${APP_ROLE} STRATEGY file_copy`);
  return {
    url: withDatabase(url, name),
    adminUrl: withDatabase(adminUrl, name),
    close: () => asAdmin(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/**
 * Called at the top of a test file: one fresh database for the whole file, under DATABASE_URL before lib/db is first used, with
 * a DATA_DIR and a secret of its own. Disconnects and drops it at the end.
 */
export function useTestDatabase(): Omit<TestDatabase, 'close'> {
  const used = { url: '', adminUrl: '' };
  let close = async () => {};
  beforeAll(async () => {
    const database = await testDatabase();
    const dataDir = mkdtempSync(path.join(tmpdir(), 'sitrep-test-data-'));
    Object.assign(used, { url: database.url, adminUrl: database.adminUrl });
    Object.assign(process.env, { DATABASE_URL: database.url, DATA_DIR: dataDir, SITREP_SECRET: 'a secret for tests, of enough length' });
    close = async () => {
      const kept = globalThis as { sitrepDb?: { $disconnect(): Promise<void> } };
      await kept.sitrepDb?.$disconnect();
      kept.sitrepDb = undefined;
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    };
  });
  afterAll(() => close());
  return used;
}

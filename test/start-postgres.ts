import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '@/lib/migrate';
import { APP_DATABASE, startEmbeddedPostgres } from '@/lib/postgres/embedded-postgres';

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { url: string; adminUrl: string };
  }
}

async function makeTemplate(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`ALTER DATABASE ${APP_DATABASE} IS_TEMPLATE true`);
  await client.end();
}

/** One Postgres for the whole vitest run, with a migrated database that each test copies. */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'sitrep-test-'));
  // As root, Postgres runs under another account, which must be able to enter.
  chmodSync(dataDir, 0o755);
  const postgres = await startEmbeddedPostgres({ dataDir, durable: false, report: console.error });
  await migrate(postgres.url);
  await makeTemplate(postgres.adminUrl);
  project.provide('postgres', { url: postgres.url, adminUrl: postgres.adminUrl });
  return async () => {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

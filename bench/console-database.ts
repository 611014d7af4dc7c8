import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';

/** The address, for a superuser, of the database that the console brought. */
export function adminUrl(dataDir: string): string {
  const { port, adminPassword } = JSON.parse(readFileSync(path.join(dataDir, 'postgres.json'), 'utf8')) as {
    port: number;
    adminPassword: string;
  };
  return `postgresql://postgres:${adminPassword}@127.0.0.1:${port}/sitrep`;
}

export async function connectAsAdmin(dataDir: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: adminUrl(dataDir) });
  await client.connect();
  return client;
}

import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import type { Dotmac } from './dotmac';

const TABLES = ['customers', 'service_instances', 'invoices', 'payments', 'users'] as const;
const MOST_KEPT = 20;

type Contents = Record<string, unknown[]>;

async function withWriter<T>(dotmac: Pick<Dotmac, 'writeUrl'>, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: dotmac.writeUrl, application_name: 'dotmac-backup' });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

const counts = (contents: Contents) => Object.fromEntries(Object.entries(contents).map(([table, rows]) => [table, rows.length]));

/** Writes what one moment of the database holds into a file of its own, and reads it back to say what is in it. */
export async function writeBackup(dotmac: Dotmac) {
  const name = `backup-${new Date().toISOString().replace(/[:.]/g, '-')}.json`;
  const file = path.join(dotmac.folders.backups, name);
  const contents = await withWriter(dotmac, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const read: Contents = {};
    for (const table of TABLES) read[table] = (await client.query(`SELECT * FROM ${table}`)).rows;
    await client.query('COMMIT');
    return read;
  });
  await writeFile(file, JSON.stringify(contents), { mode: 0o600 });
  const { size } = await stat(file);
  return { backup: name, bytes: size, tables: counts(JSON.parse(await readFile(file, 'utf8')) as Contents) };
}

/** The backups there are, the newest first. */
export async function listBackups({ folders }: Dotmac) {
  const names = (await readdir(folders.backups))
    .filter((name) => name.startsWith('backup-'))
    .sort()
    .reverse()
    .slice(0, MOST_KEPT);
  const items = await Promise.all(
    names.map(async (name) => ({ backup: name, bytes: (await stat(path.join(folders.backups, name))).size })),
  );
  return { count: items.length, newest: items[0]?.backup ?? null, items };
}

/** The schema `restored` with the tables of the original and no rows; whatever it held is gone. */
async function emptySchema(client: pg.Client): Promise<void> {
  await client.query('DROP SCHEMA IF EXISTS restored CASCADE; CREATE SCHEMA restored; GRANT USAGE ON SCHEMA restored TO dotmac_read');
  for (const table of TABLES) await client.query(`CREATE TABLE restored.${table} (LIKE public.${table} INCLUDING DEFAULTS)`);
  await client.query('GRANT SELECT ON ALL TABLES IN SCHEMA restored TO dotmac_read');
}

/** Makes the place that backups are brought back to, where there is none yet. */
export async function keepRestoreSchema(dotmac: Pick<Dotmac, 'writeUrl'>): Promise<void> {
  await withWriter(dotmac, async (client) => {
    const { rows } = await client.query<{ exists: boolean }>("SELECT to_regclass('restored.customers') IS NOT NULL AS exists");
    if (!rows[0]?.exists) await emptySchema(client);
  });
}

/** Brings a backup back beside the original, into the schema `restored`, so that it can be looked at before anything is replaced. */
export async function restoreBackup(dotmac: Dotmac, name: string) {
  const contents = JSON.parse(await readFile(path.join(dotmac.folders.backups, name), 'utf8')) as Contents;
  await withWriter(dotmac, async (client) => {
    await client.query('BEGIN');
    await emptySchema(client);
    for (const table of TABLES)
      await client.query(`INSERT INTO restored.${table} SELECT * FROM json_populate_recordset(NULL::restored.${table}, $1)`, [
        JSON.stringify(contents[table] ?? []),
      ]);
    await client.query('COMMIT');
  });
  return { backup: name, schema: 'restored', tables: counts(contents) };
}

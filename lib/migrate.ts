import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { StartError } from './start-error';

// The number that Prisma's own engine locks on, so that its commands and this one never run at once.
const PRISMA_LOCK = 72_707_369;

const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

type Migration = { name: string; sql: string; checksum: string };
type Applied = { migration_name: string; checksum: string; finished_at: Date | null };

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, 'migration.sql')))
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/** Which migrations are still to be applied. Throws StartError when the database and the files disagree. Pure. */
export function pendingMigrations(files: Migration[], applied: Applied[]): Migration[] {
  const byName = new Map(applied.map((row) => [row.migration_name, row]));
  const known = new Set(files.map((file) => file.name));
  const newer = applied.find((row) => !known.has(row.migration_name));
  if (newer)
    throw new StartError(
      `The database has the migration ${newer.migration_name}, which this version does not know: start the newer version, or restore a backup.`,
    );
  return files.filter((file) => {
    const row = byName.get(file.name);
    if (!row) return true;
    if (!row.finished_at)
      throw new StartError(
        `The migration ${file.name} failed earlier and left the database half changed: restore a backup, or repair it and run "npx prisma migrate resolve".`,
      );
    if (row.checksum !== file.checksum)
      throw new StartError(
        `The migration ${file.name} was edited after it was applied: put the file back as it was and add a new migration.`,
      );
    return false;
  });
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  const id = randomUUID();
  const finish = `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)`;
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query(finish, [id, checksum, name]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw new StartError(`The migration ${name} failed and was undone: ${error instanceof Error ? error.message : error}.`);
  }
}

/**
 * Applies what is missing of prisma/migrations, each in its own transaction, one starter at a time, and keeps Prisma's own table.
 * Returns the names applied.
 */
export async function migrate(url: string, folder = path.resolve('prisma/migrations')): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    await client.query(CREATE_TABLE);
    const { rows } = await client.query<Applied>(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    );
    const pending = pendingMigrations(readMigrations(folder), rows);
    for (const migration of pending) await apply(client, migration);
    return pending.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { APP_DATABASE } from './embedded-postgres';

const ROLE = 'sitrep_read';
const CONNECTION_LIMIT = 6;

/** What the console's own runbook may read: how much waits, never what was run nor who asked. */
const READABLE = {
  run: ['id', 'state', 'kind', 'queuedAt', 'startedAt', 'endedAt'],
  engine: ['id', 'host', 'startedAt', 'beatAt'],
};

function keepPassword(file: string): string {
  const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (kept.startsWith(`${ROLE}:`)) return kept.slice(ROLE.length + 1);
  const password = randomBytes(24).toString('base64url');
  writeFileSync(file, `${ROLE}:${password}\n`, { mode: 0o600 });
  return password;
}

/**
 * Makes the role with which the console looks at its own database, after the migrations; `DATA_DIR/sitrep-read.credential`
 * keeps "role:password". It reads statistics, sizes and the columns above, and no row that a person wrote.
 */
export async function keepReadingRole({
  adminUrl,
  dataDir,
  database = APP_DATABASE,
}: {
  adminUrl: string;
  dataDir: string;
  database?: string;
}): Promise<void> {
  const password = keepPassword(path.join(dataDir, 'sitrep-read.credential'));
  const client = new Client({ connectionString: Object.assign(new URL(adminUrl), { pathname: `/${database}` }).href });
  await client.connect();
  try {
    // Statistics keep such statements as they were written, passwords included.
    await client.query('SET pg_stat_statements.track_utility = off');
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [ROLE]);
    if (rowCount === 0) await client.query(`CREATE ROLE ${ROLE}`);
    await client.query(
      `ALTER ROLE ${ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION CONNECTION LIMIT ${CONNECTION_LIMIT} PASSWORD ${escapeLiteral(password)}`,
    );
    await client.query(
      `ALTER ROLE ${ROLE} SET default_transaction_read_only = on; GRANT pg_read_all_stats TO ${ROLE}; GRANT CONNECT ON DATABASE ${escapeIdentifier(database)} TO ${ROLE}; GRANT USAGE ON SCHEMA public TO ${ROLE}`,
    );
    for (const [table, columns] of Object.entries(READABLE))
      await client.query(`GRANT SELECT (${columns.map(escapeIdentifier).join(', ')}) ON ${escapeIdentifier(table)} TO ${ROLE}`);
  } finally {
    await client.end();
  }
}

import pg from 'pg';
import { keepRole } from '../credentials';
import { urlFor } from './create-database';

/** Any number that no other advisory lock of the cluster uses; the same that Oatie's database is made under. */
const SETUP_LOCK = 7_214_901;
const CONNECTION_LIMITS = { read: 16, write: 8, app: 20 };
type Part = keyof typeof CONNECTION_LIMITS;

/** A database of the lab: its tables, statements that may be repeated; its rows, put in when `filled` is not there yet. */
export type DatabaseWanted = { database: string; owner: string; schema: string; rows: string; filled: string };
/** How its roles reach it; with passwords, so never shown. */
export type MadeDatabase = { writeUrl: string; appUrl: string };

async function withClient<T>(connectionString: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, application_name: 'lab setup' });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function makeRole(admin: pg.Client, role: string, part: Part, password: string) {
  const exists = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
  if (exists.rowCount === 0) await admin.query(`CREATE ROLE ${role}`);
  const options = `LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT ${CONNECTION_LIMITS[part]}`;
  await admin.query(`ALTER ROLE ${role} ${options} PASSWORD ${pg.escapeLiteral(password)}`);
}

async function makeRoles(admin: pg.Client, labDir: string, owner: string): Promise<Record<Part, { name: string; password: string }>> {
  // Statistics keep utility statements as they were written, passwords included.
  await admin.query('SET pg_stat_statements.track_utility = off');
  const made = {} as Record<Part, { name: string; password: string }>;
  for (const part of ['read', 'write', 'app'] as const) {
    const name = `${owner}_${part}`;
    made[part] = { name, password: await keepRole(labDir, name) };
    await makeRole(admin, name, part, made[part].password);
  }
  await admin.query(`
    GRANT pg_read_all_stats TO ${owner}_read;
    ALTER ROLE ${owner}_read SET default_transaction_read_only = on;
    ALTER ROLE ${owner}_read SET statement_timeout = '60s';
    GRANT ${owner}_app TO ${owner}_write WITH INHERIT TRUE, SET FALSE;
  `);
  return made;
}

async function makeTables(admin: pg.Client, { owner, schema, rows, filled }: DatabaseWanted) {
  const found = await admin.query<{ exists: boolean }>('SELECT to_regclass($1) IS NOT NULL AS exists', [`public.${filled}`]);
  await admin.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await admin.query(`BEGIN; GRANT USAGE, CREATE ON SCHEMA public TO ${owner}_write; SET LOCAL ROLE ${owner}_write; ${schema}
    ${found.rows[0]?.exists ? '' : rows}
    RESET ROLE;
    GRANT USAGE ON SCHEMA public TO ${owner}_read, ${owner}_app;
    GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${owner}_read;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${owner}_app;
    REVOKE INSERT, UPDATE, DELETE ON pg_stat_statements, pg_stat_statements_info FROM ${owner}_app;
    GRANT EXECUTE ON FUNCTION pg_stat_statements_reset TO ${owner}_write; COMMIT`);
  await admin.query('ANALYZE');
  await admin.query('SELECT pg_stat_statements_reset(0::oid, (SELECT oid FROM pg_database WHERE datname = current_database()), 0::bigint)');
}

/**
 * Makes a database, its three roles of least privilege (OWNER_read, OWNER_write, OWNER_app) and its rows on the server of
 * `adminUrl` (a superuser's); what exists is left as it is.
 */
export async function makeDatabase(adminUrl: string, labDir: string, wanted: DatabaseWanted): Promise<MadeDatabase> {
  const { database, owner } = wanted;
  return withClient(adminUrl, async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [SETUP_LOCK]);
    const roles = await makeRoles(admin, labDir, owner);
    const exists = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (exists.rowCount === 0) await admin.query(`CREATE DATABASE ${database}`);
    const names = Object.values(roles).map(({ name }) => name);
    await admin.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC; GRANT CONNECT ON DATABASE ${database} TO ${names.join(', ')}`);
    await withClient(urlFor(adminUrl, database), (client) => makeTables(client, wanted));
    return { writeUrl: urlFor(adminUrl, database, roles.write), appUrl: urlFor(adminUrl, database, roles.app) };
  });
}

import pg from 'pg';
import { OATIE_ROLES, type OatieRole, type Passwords } from '../credentials';
import { ROWS, SCHEMA } from './schema';

export const DATABASE = 'oatie';
/** The application may hold this many connections; the fault pool-exhaustion takes all of them. */
const APP_CONNECTION_LIMIT = 20;
const CONNECTION_LIMITS = { oatie_read: 16, oatie_write: 8, oatie_app: APP_CONNECTION_LIMIT } satisfies Record<OatieRole, number>;
/** Any number that no other advisory lock of the cluster uses. */
const SETUP_LOCK = 7_214_901;

/** The same server and another database or role. */
export function urlFor(adminUrl: string, database: string, user?: { name: string; password: string }): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  if (user) {
    url.username = user.name;
    url.password = user.password;
  }
  return url.href;
}

async function withClient<T>(connectionString: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, application_name: 'lab setup' });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

async function createRoles(admin: pg.Client, passwords: Passwords) {
  // Statistics keep utility statements as they were written, passwords included.
  await admin.query('SET pg_stat_statements.track_utility = off');
  for (const role of OATIE_ROLES) {
    const exists = await admin.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
    if (exists.rowCount === 0) await admin.query(`CREATE ROLE ${role}`);
    const options = `LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT ${CONNECTION_LIMITS[role]}`;
    await admin.query(`ALTER ROLE ${role} ${options} PASSWORD ${pg.escapeLiteral(passwords[role])}`);
  }
  await admin.query(`
    GRANT pg_read_all_stats TO oatie_read;
    ALTER ROLE oatie_read SET default_transaction_read_only = on;
    ALTER ROLE oatie_read SET statement_timeout = '60s';
    GRANT oatie_app TO oatie_write WITH INHERIT TRUE, SET FALSE;
    GRANT ALTER SYSTEM ON PARAMETER log_min_duration_statement TO oatie_write;
  `);
}

async function createTables(admin: pg.Client) {
  const filled = await admin.query<{ exists: boolean }>("SELECT to_regclass('public.audit_logs') IS NOT NULL AS exists");
  await admin.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
  await admin.query(`BEGIN; GRANT USAGE, CREATE ON SCHEMA public TO oatie_write; SET LOCAL ROLE oatie_write; ${SCHEMA}
    ${filled.rows[0]?.exists ? '' : ROWS}
    RESET ROLE;
    GRANT USAGE ON SCHEMA public TO oatie_read, oatie_app;
    GRANT SELECT ON ALL TABLES IN SCHEMA public TO oatie_read;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO oatie_app;
    REVOKE INSERT, UPDATE, DELETE ON pg_stat_statements, pg_stat_statements_info FROM oatie_app;
    GRANT EXECUTE ON FUNCTION pg_stat_statements_reset TO oatie_write;
    GRANT EXECUTE ON FUNCTION pg_reload_conf() TO oatie_write; COMMIT`);
  await admin.query('ANALYZE');
  await admin.query('SELECT pg_stat_statements_reset(0::oid, (SELECT oid FROM pg_database WHERE datname = current_database()), 0::bigint)');
}

/**
 * Makes Oatie's database, roles and rows on the server of `adminUrl` (a superuser's); what exists is left as it is. Roles are
 * of least privilege: `oatie_read` reads, `oatie_write` owns the tables and may end sessions of `oatie_app` alone.
 */
export async function createDatabase(adminUrl: string, passwords: Passwords): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    await admin.query('SELECT pg_advisory_lock($1)', [SETUP_LOCK]);
    await createRoles(admin, passwords);
    const exists = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (exists.rowCount === 0) await admin.query(`CREATE DATABASE ${DATABASE}`);
    await admin.query(`REVOKE ALL ON DATABASE ${DATABASE} FROM PUBLIC; GRANT CONNECT ON DATABASE ${DATABASE} TO ${OATIE_ROLES.join(', ')}`);
    await withClient(urlFor(adminUrl, DATABASE), createTables);
  });
}

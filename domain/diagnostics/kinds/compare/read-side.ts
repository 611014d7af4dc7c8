import type { CompareBody } from '@/domain/runbooks/kinds/compare';
import { fingerprint } from '@/lib/fingerprint';
import type { Ask } from '../sql/ask-database';

const MOST_ITEMS = 50_000;
/** Larger tables are compared by what the planner believes: counting them takes longer than anyone waits. */
const COUNTED_ROWS = 200_000;
const COUNTED_TABLES = 200;

/** One thing that a database has: what sort it is, its name, and what it is like. */
export type Item = { what: string; name: string; value: string };

/** Of every database its own, or of the session that asks. */
const VOLATILE = [
  ...[
    'application_name',
    'client_encoding',
    'cluster_name',
    'config_file',
    'data_directory',
    'event_source',
    'external_pid_file',
    'hba_file',
  ],
  ...[
    'ident_file',
    'in_hot_standby',
    'is_superuser',
    'listen_addresses',
    'log_directory',
    'log_filename',
    'port',
    'primary_slot_name',
    'seed',
  ],
  ...['session_authorization', 'role', 'ssl_ca_file', 'ssl_cert_file', 'ssl_crl_file', 'ssl_key_file', 'transaction_deferrable'],
  ...['transaction_isolation', 'transaction_read_only', 'unix_socket_directories', 'unix_socket_group', 'server_version_num'],
];
/** Settings whose value can hold a password. */
const PRIVATE = /conninfo|passphrase|secret|_command$/;

const SCHEMA = `
WITH tables AS (
  SELECT c.oid, c.relkind, n.nspname || '.' || c.relname AS name
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = ANY($1) AND c.relkind IN ('r', 'p', 'v', 'm', 'f'))
SELECT CASE WHEN relkind IN ('v', 'm') THEN 'view' ELSE 'table' END AS what, name,
    CASE WHEN relkind IN ('v', 'm') THEN left(pg_catalog.pg_get_viewdef(oid), 2000) ELSE '' END AS value FROM tables
UNION ALL SELECT 'column', t.name || '.' || a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END
    || coalesce(' default ' || left(pg_catalog.pg_get_expr(d.adbin, d.adrelid), 500), '')
  FROM tables t JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
  LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
UNION ALL SELECT 'index', t.name || '.' || i.relname, pg_catalog.pg_get_indexdef(x.indexrelid) || CASE WHEN x.indisvalid THEN '' ELSE ' (invalid)' END
  FROM tables t JOIN pg_catalog.pg_index x ON x.indrelid = t.oid JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
UNION ALL SELECT 'constraint', t.name || '.' || k.conname, pg_catalog.pg_get_constraintdef(k.oid)
  FROM tables t JOIN pg_catalog.pg_constraint k ON k.conrelid = t.oid
UNION ALL SELECT 'trigger', t.name || '.' || g.tgname, pg_catalog.pg_get_triggerdef(g.oid)
  FROM tables t JOIN pg_catalog.pg_trigger g ON g.tgrelid = t.oid AND NOT g.tgisinternal
UNION ALL SELECT 'enum', n.nspname || '.' || y.typname, string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)
  FROM pg_catalog.pg_type y JOIN pg_catalog.pg_namespace n ON n.oid = y.typnamespace JOIN pg_catalog.pg_enum e ON e.enumtypid = y.oid
  WHERE n.nspname = ANY($1) GROUP BY 1, 2
UNION ALL SELECT 'extension', extname, extversion FROM pg_catalog.pg_extension
LIMIT ${MOST_ITEMS}`;

const SETTINGS = `SELECT name, coalesce(reset_val, '') || coalesce(' ' || unit, '') AS value FROM pg_catalog.pg_settings WHERE NOT name = ANY($1)`;

const SIZES = `SELECT n.nspname AS schema, c.relname AS name, c.reltuples::bigint AS estimate, pg_catalog.has_table_privilege(c.oid, 'SELECT') AS readable
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = ANY($1) AND c.relkind IN ('r', 'p') ORDER BY 1, 2 LIMIT ${MOST_ITEMS}`;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

async function readSettings(ask: Ask): Promise<Item[]> {
  const rows = await ask(SETTINGS, [VOLATILE]);
  return rows.map(({ name, value }) => {
    const isPrivate = PRIVATE.test(String(name)) && String(value).trim() !== '';
    return { what: 'setting', name: String(name), value: isPrivate ? fingerprint(String(value)) : String(value) };
  });
}

async function readCounts(ask: Ask, schemas: string[]): Promise<Item[]> {
  const items: Item[] = [];
  for (const { schema, name, estimate, readable } of await ask(SIZES, [schemas])) {
    const counted = readable === true && Number(estimate) <= COUNTED_ROWS && items.length < COUNTED_TABLES;
    const table = `${quoted(String(schema))}.${quoted(String(name))}`;
    const exact = counted
      ? (await ask(`SELECT count(*)::text AS n FROM (SELECT FROM ${table} LIMIT ${COUNTED_ROWS + 1}) AS counted`))[0]?.n
      : null;
    const shown =
      exact === null || Number(exact) > COUNTED_ROWS ? `about ${Number(estimate) < 0 ? 'an unknown number' : estimate}` : `${exact}`;
    items.push({ what: 'rows', name: `${schema}.${name}`, value: shown });
  }
  return items;
}

/** What one database is like, as far as it is compared. The catalog is read, not information_schema, which hides what a role may not use. */
export async function readSide(ask: Ask, { looks, schemas }: CompareBody): Promise<Item[]> {
  const schema = looks.includes('schema') ? ((await ask(SCHEMA, [schemas])) as Item[]) : [];
  const settings = looks.includes('settings') ? await readSettings(ask) : [];
  const counts = looks.includes('counts') ? await readCounts(ask, schemas) : [];
  return [...schema, ...settings, ...counts];
}

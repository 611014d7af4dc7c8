/** Why a function may not be called: `always` reaches outside the database's rows, `reads` only changes something. */
export type FunctionRefusal = { when: 'always' | 'reads'; why: string };

type Entry = FunctionRefusal & { names: string[] };

const FILES = 'it reaches files of the database server';
const TEXT = 'it runs SQL that is given as text, which cannot be checked';
const OUTSIDE = 'it opens connections from the database server';

/** A name that ends in * stands for every function that begins so. */
const REFUSED: Entry[] = [
  {
    when: 'always',
    why: FILES,
    names: [
      'pg_read_file',
      'pg_read_binary_file',
      'pg_ls_dir',
      'pg_stat_file',
      'pg_file_*',
      'lo_import',
      'lo_export',
      'be_lo_import',
      'be_lo_export',
      'pg_logdir_ls',
    ],
  },
  {
    when: 'always',
    why: TEXT,
    names: [
      'query_to_xml*',
      'cursor_to_xml*',
      'table_to_xml*',
      'schema_to_xml*',
      'database_to_xml*',
      'ts_stat',
      'ts_rewrite',
      'crosstab*',
      'connectby',
      'xpath_table',
      'pg_background_*',
      'plpy_*',
    ],
  },
  { when: 'always', why: OUTSIDE, names: ['dblink*', 'http', 'http_*', 'postgres_fdw_*', 'pg_net_*'] },
  { when: 'always', why: 'it runs programs on the database server', names: ['sys_exec', 'sys_eval', 'sys_fileread'] },
  { when: 'reads', why: 'it ends or interrupts sessions', names: ['pg_terminate_backend', 'pg_cancel_backend'] },
  { when: 'reads', why: 'it changes a sequence', names: ['nextval', 'setval'] },
  { when: 'reads', why: 'it changes settings', names: ['set_config', 'pg_reload_conf'] },
  { when: 'reads', why: 'it takes or gives up locks that other sessions see', names: ['pg_advisory_*', 'pg_try_advisory_*'] },
  { when: 'reads', why: 'it sends a notification', names: ['pg_notify'] },
  { when: 'reads', why: 'it changes large objects', names: ['lo_*', 'lowrite'] },
  {
    when: 'reads',
    why: 'it changes the write-ahead log, backups or recovery',
    names: [
      'pg_switch_wal',
      'pg_switch_xlog',
      'pg_create_restore_point',
      'pg_start_backup',
      'pg_stop_backup',
      'pg_backup_start',
      'pg_backup_stop',
      'pg_promote',
      'pg_wal_replay_pause',
      'pg_wal_replay_resume',
      'pg_xlog_replay_*',
      'pg_logical_emit_message',
      'pg_log_standby_snapshot',
    ],
  },
  {
    when: 'reads',
    why: 'it changes replication',
    names: [
      'pg_create_physical_replication_slot',
      'pg_create_logical_replication_slot',
      'pg_copy_physical_replication_slot',
      'pg_copy_logical_replication_slot',
      'pg_drop_replication_slot',
      'pg_replication_slot_advance',
      'pg_sync_replication_slots',
      'pg_logical_slot_get_changes',
      'pg_logical_slot_get_binary_changes',
      'pg_replication_origin_*',
    ],
  },
  {
    when: 'reads',
    why: 'it resets or overwrites statistics',
    names: [
      'pg_stat_reset*',
      'pg_stat_statements_reset',
      'pg_stat_kcache_reset',
      'pg_qualstats_reset',
      'pg_restore_relation_stats',
      'pg_restore_attribute_stats',
      'pg_clear_relation_stats',
      'pg_clear_attribute_stats',
    ],
  },
  {
    when: 'reads',
    why: 'it changes the server or its caches',
    names: [
      'pg_rotate_logfile*',
      'pg_log_backend_memory_contexts',
      'pg_import_system_collations',
      'pg_prewarm',
      'autoprewarm_*',
      'pg_buffercache_evict*',
      'brin_summarize_*',
      'brin_desummarize_*',
      'gin_clean_pending_list',
      'pg_extension_config_dump',
      'pg_export_snapshot',
      'binary_upgrade_*',
    ],
  },
];

/** Functions of a whole schema: extensions that act outside. */
const REFUSED_SCHEMAS: Record<string, FunctionRefusal> = {
  net: { when: 'always', why: OUTSIDE },
  cron: { when: 'always', why: 'it schedules statements for later' },
  aws_s3: { when: 'always', why: OUTSIDE },
  aws_lambda: { when: 'always', why: OUTSIDE },
  dblink: { when: 'always', why: OUTSIDE },
};

const exact = new Map<string, FunctionRefusal>();
const prefixes: [string, FunctionRefusal][] = [];
for (const { names, ...refusal } of REFUSED)
  for (const name of names) {
    if (name.endsWith('*')) prefixes.push([name.slice(0, -1), refusal]);
    else exact.set(name, refusal);
  }

/**
 * Why a function may not be called, by its qualified name in lower case; null when nothing speaks against it. Unknown
 * functions that write are stopped by READ ONLY and by the role's rights, not here.
 */
export function refusedFunction(path: string[]): FunctionRefusal | null {
  const name = path.at(-1) ?? '';
  const schema = path.length > 1 ? path.at(-2) : undefined;
  if (schema && REFUSED_SCHEMAS[schema]) return REFUSED_SCHEMAS[schema];
  return exact.get(name) ?? prefixes.find(([prefix]) => name.startsWith(prefix))?.[1] ?? null;
}

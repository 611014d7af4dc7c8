import { nodesOf, type SqlNode } from '../sql-reads';
import type { Finding, Rule } from './rule';

export const MOVED_RULES = {
  'trap/postgres-column': {
    explanation: 'The column was renamed, or never had that name.',
    fix: 'Use the name that the supported versions have.',
    source: 'PostgreSQL release notes 9.2, 9.6, 10, 13, 17; documentation, 27.2',
  },
  'trap/postgres-function': {
    explanation: 'The function was renamed or removed.',
    fix: 'Use the name that the supported versions have.',
    source: 'PostgreSQL release notes 10, 15',
  },
} satisfies Record<string, Rule>;

type Moved = Record<string, string>;

const INDEX_VIEW: Moved = { tablename: 'relname', indexname: 'indexrelname', table_name: 'relname', index_name: 'indexrelname' };
const TABLE_VIEW: Moved = { tablename: 'relname', table_name: 'relname' };
const CHECKPOINTS = 'a column of pg_stat_checkpointer since 17';

/** relation -> column that it does not have -> what it is called. */
const COLUMNS: Record<string, Moved> = {
  pg_stat_statements: {
    mean_time: 'mean_exec_time',
    total_time: 'total_exec_time',
    min_time: 'min_exec_time',
    max_time: 'max_exec_time',
    stddev_time: 'stddev_exec_time',
    blk_read_time: 'shared_blk_read_time',
    blk_write_time: 'shared_blk_write_time',
  },
  pg_stat_user_indexes: INDEX_VIEW,
  pg_stat_all_indexes: INDEX_VIEW,
  pg_statio_user_indexes: INDEX_VIEW,
  pg_stat_user_tables: TABLE_VIEW,
  pg_stat_all_tables: TABLE_VIEW,
  pg_statio_user_tables: TABLE_VIEW,
  pg_stat_activity: { procpid: 'pid', current_query: 'query', waiting: 'wait_event IS NOT NULL' },
  pg_stat_replication: {
    procpid: 'pid',
    sent_location: 'sent_lsn',
    write_location: 'write_lsn',
    flush_location: 'flush_lsn',
    replay_location: 'replay_lsn',
  },
  pg_stat_bgwriter: { checkpoints_timed: CHECKPOINTS, checkpoints_req: CHECKPOINTS, buffers_checkpoint: CHECKPOINTS },
};

const FUNCTIONS: Moved = {
  pg_current_xlog_location: 'pg_current_wal_lsn',
  pg_current_xlog_insert_location: 'pg_current_wal_insert_lsn',
  pg_last_xlog_receive_location: 'pg_last_wal_receive_lsn',
  pg_last_xlog_replay_location: 'pg_last_wal_replay_lsn',
  pg_xlog_location_diff: 'pg_wal_lsn_diff',
  pg_switch_xlog: 'pg_switch_wal',
  pg_start_backup: 'pg_backup_start',
  pg_stop_backup: 'pg_backup_stop',
  pg_is_in_backup: 'nothing: it is gone since 15',
};

type Named = { relations: Map<string, string>; unknown: boolean; ownNames: Set<string> };

/** What the names in a statement stand for: its relations by alias, and the columns that it names itself. */
function namesIn(tree: SqlNode): Named {
  const named: Named = { relations: new Map(), unknown: false, ownNames: new Set() };
  for (const [key, value] of nodesOf(tree)) {
    const part = value as { relname?: string; alias?: { aliasname?: string }; name?: string; val?: unknown };
    if (key === 'RangeVar' && part.relname) {
      named.relations.set(part.alias?.aliasname ?? part.relname, part.relname);
      if (!COLUMNS[part.relname]) named.unknown = true;
    }
    if (key === 'RangeSubselect' || key === 'RangeFunction') named.unknown = true;
    if (key === 'ResTarget' && part.name && part.val) named.ownNames.add(part.name);
  }
  return named;
}

/** The relation that a column belongs to, when there is no doubt. */
function relationOf(fields: string[], named: Named): string[] {
  if (fields.length > 1) return [named.relations.get(fields.at(-2) ?? '') ?? ''];
  // Another table may have the column, and ORDER BY may mean a name given here.
  return named.unknown || named.ownNames.has(fields[0] ?? '') ? [] : [...named.relations.values()];
}

function lineOf(body: string, word: string): number {
  return (
    Math.max(
      0,
      body.split('\n').findIndex((line) => new RegExp(`\\b${word}\\b`, 'i').test(line)),
    ) + 1
  );
}

/** Columns and functions that the supported versions of Postgres do not have. */
export function findMovedColumns(tree: SqlNode, body: string): Finding[] {
  const named = namesIn(tree);
  const found = new Map<string, Finding>();
  for (const [key, value] of nodesOf(tree)) {
    const part = value as { fields?: { String?: { sval?: string } }[]; funcname?: { String?: { sval?: string } }[] };
    if (key === 'FuncCall') {
      const name = part.funcname?.at(-1)?.String?.sval ?? '';
      const now = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
      if (now)
        found.set(name, {
          rule: 'trap/postgres-function',
          severity: 'error',
          line: lineOf(body, name),
          message: `${name}() is gone.`,
          fix: `Use ${now}.`,
        });
    }
    if (key !== 'ColumnRef') continue;
    const fields = (part.fields ?? []).map((field) => field.String?.sval ?? '*');
    const column = fields.at(-1) ?? '';
    for (const relation of relationOf(fields, named)) {
      const now = COLUMNS[relation]?.[column];
      if (!now) continue;
      found.set(`${relation}.${column}`, {
        rule: 'trap/postgres-column',
        severity: 'error',
        line: lineOf(body, column),
        message: `${relation} has no column ${column}.`,
        fix: `Use ${now}.`,
      });
    }
  }
  return [...found.values()];
}

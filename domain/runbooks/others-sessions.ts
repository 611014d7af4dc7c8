import { nodesOf, type SqlNode } from './sql-reads';

/** What shows each session; of those of other roles little, unless the reader is in pg_read_all_stats. */
const VIEWS = /^pg_stat_(?:activity|replication|wal_receiver|progress_\w+)$/;
const FUNCTIONS = /^pg_stat_get_(?:activity|backend_\w+|progress_info|wal_receiver|wal_senders)$/;
/** That little. */
const SHOWN = new Set(['datid', 'datname', 'pid', 'usesysid', 'usename', 'application_name']);
/** Of the rest, what may stand without the name of its view. */
const HIDDEN = new Set([
  ...['backend_start', 'xact_start', 'query_start', 'state_change', 'state', 'query', 'query_id', 'wait_event_type', 'wait_event'],
  ...['backend_type', 'backend_xid', 'backend_xmin', 'leader_pid', 'client_addr', 'client_hostname', 'client_port'],
  ...['sent_lsn', 'write_lsn', 'flush_lsn', 'replay_lsn', 'write_lag', 'flush_lag', 'replay_lag', 'sync_state', 'reply_time'],
  ...[
    'status',
    'latest_end_lsn',
    'latest_end_time',
    'received_tli',
    'slot_name',
    'sender_host',
    'phase',
    'relid',
    'index_relid',
    'command',
  ],
]);

type Word = { String?: { sval?: string } };
type Part = { relname?: string; alias?: { aliasname?: string }; funcname?: Word[]; fields?: Word[] };

const wordOf = (word: Word | undefined) => word?.String?.sval ?? '*';

function isHidden(fields: Word[], views: ReadonlySet<string>): boolean {
  const column = wordOf(fields.at(-1));
  if (fields.length > 1) return views.has(wordOf(fields.at(-2))) && !SHOWN.has(column);
  return column === '*' || views.has(column) || HIDDEN.has(column);
}

/** Whether a statement asks what sessions of other roles do: to a role that is not shown that, they all seem to do nothing. */
export function asksOfOthersSessions(tree: SqlNode): boolean {
  const views = new Set<string>();
  const columns: Word[][] = [];
  for (const [key, value] of nodesOf(tree)) {
    const { relname = '', alias, funcname, fields } = (value ?? {}) as Part;
    if (key === 'RangeVar' && VIEWS.test(relname)) views.add(alias?.aliasname ?? relname);
    if (key === 'FuncCall' && FUNCTIONS.test(wordOf(funcname?.at(-1)))) return true;
    if (key === 'ColumnRef' && fields) columns.push(fields);
  }
  return views.size > 0 && columns.some((fields) => isHidden(fields, views));
}

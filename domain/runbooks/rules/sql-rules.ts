import { checkSql, nodesOf, type SqlNode } from '../sql-reads';
import type { BlockCheck, Finding, Rule } from './rule';
import { findMovedColumns, MOVED_RULES } from './sql-moved';

export const SQL_RULES = {
  'sql/syntax': { explanation: 'Postgres itself cannot parse the statement.', fix: 'Correct it.', source: 'the parser of PostgreSQL 18' },
  'sql/one-statement': {
    explanation: 'A block is one statement, so that what was read is what runs.',
    fix: 'Give each statement a block.',
    source: 'CWE-89',
  },
  'sql/characters': {
    explanation: 'A NUL ends the text for the database, but not for who reads it.',
    fix: 'Remove it.',
    source: 'CWE-158',
  },
  'sql/too-large': {
    explanation: 'So large a statement cannot be checked.',
    fix: 'Split it, or make a view of it.',
    source: 'docs/writing-runbooks.md',
  },
  'sql/parameter': { explanation: 'Values have names here.', fix: 'Write :name.', source: 'docs/writing-runbooks.md' },
  'sql/not-a-read': {
    explanation: 'A diagnostic only reads.',
    fix: 'Write a SELECT, or make it a <Remediation>.',
    source: 'docs/writing-runbooks.md',
  },
  'sql/writes': {
    explanation: 'A diagnostic only reads, in its WITH clauses too.',
    fix: 'Make it a <Remediation>.',
    source: 'PostgreSQL documentation, 7.8.4',
  },
  'sql/into': { explanation: 'SELECT INTO creates a table.', fix: 'Remove INTO.', source: 'PostgreSQL documentation, SELECT INTO' },
  'sql/locks': {
    explanation: 'Row locks make other sessions wait for a diagnostic.',
    fix: 'Remove FOR UPDATE or FOR SHARE.',
    source: 'PostgreSQL documentation, 13.3.2',
  },
  'sql/explains-a-change': {
    explanation: 'EXPLAIN ANALYZE carries out what it explains.',
    fix: 'Explain a SELECT of the same rows.',
    source: 'PostgreSQL documentation, EXPLAIN',
  },
  'sql/never': {
    explanation: 'The statement would leave the run’s transaction or connection, or reach files and programs.',
    fix: 'Find another way.',
    source: 'PostgreSQL documentation, COPY, BEGIN, LOAD',
  },
  'sql/function': {
    explanation: 'Some functions act although they stand in a SELECT.',
    fix: 'Put the call into a <Remediation>, or remove it.',
    source: 'PostgreSQL documentation, 9.28',
  },
  'sql/no-where': {
    explanation: 'Without WHERE every row changes.',
    fix: 'Add WHERE; for all rows on purpose, WHERE true.',
    source: 'PostgreSQL documentation, UPDATE, DELETE',
  },
  'sql/understated': {
    explanation: 'What removes data cannot be taken back by running something else.',
    fix: 'Say effect="destructive".',
    source: 'docs/writing-runbooks.md',
  },
  'sql/terminates-itself': {
    explanation: 'pg_stat_activity also lists this session, replication and the server’s own workers.',
    fix: "Add pid <> pg_backend_pid() AND backend_type = 'client backend', and a state.",
    source: 'PostgreSQL documentation, pg_stat_activity',
  },
  'sql/lock-join': {
    explanation: 'Joining pg_locks with itself finds sessions that merely hold the same sort of lock.',
    fix: 'Use pg_blocking_pids(pid).',
    source: 'PostgreSQL documentation, pg_blocking_pids',
  },
  'sql/counts-idle': {
    explanation: 'query_start stays when a query ends, so an idle session looks like one that has run for hours.',
    fix: "Add state = 'active' AND pid <> pg_backend_pid().",
    source: 'PostgreSQL documentation, pg_stat_activity',
  },
  'sql/password-in-statement': {
    explanation: 'A password in a statement is written to logs and history, and a statement that sets one takes no parameters.',
    fix: 'Use \\password of psql, which sends a hash.',
    source: 'PostgreSQL documentation, ALTER ROLE',
  },
  'sql/substring-of-definition': {
    explanation: 'A column’s name is found in the definition of every index whose text happens to hold it.',
    fix: 'Join pg_index and pg_attribute, or look at seq_scan in pg_stat_user_tables.',
    source: 'PostgreSQL documentation, pg_index',
  },
  ...MOVED_RULES,
} satisfies Record<string, Rule>;

type Parts = { relations: string[]; functions: string[]; columns: string[] };

function partsOf(tree: SqlNode): Parts {
  const parts: Parts = { relations: [], functions: [], columns: [] };
  for (const [key, value] of nodesOf(tree)) {
    const part = value as { relname?: string; funcname?: { String?: { sval?: string } }[]; fields?: { String?: { sval?: string } }[] };
    if (key === 'RangeVar' && part.relname) parts.relations.push(part.relname);
    if (key === 'FuncCall') parts.functions.push(part.funcname?.at(-1)?.String?.sval ?? '');
    if (key === 'ColumnRef') parts.columns.push(part.fields?.at(-1)?.String?.sval ?? '');
  }
  return parts;
}

const finding = (rule: keyof typeof SQL_RULES, severity: Finding['severity'], message: string): Finding => ({
  rule,
  severity,
  message,
  line: 1,
  fix: SQL_RULES[rule].fix,
});

function findUnbounded(tree: SqlNode): Finding[] {
  for (const [key, value] of nodesOf(tree)) {
    if (key !== 'UpdateStmt' && key !== 'DeleteStmt') continue;
    const changed = value as { whereClause?: unknown; fromClause?: unknown; usingClause?: unknown };
    if (!changed.whereClause)
      return [finding('sql/no-where', 'error', `${key === 'UpdateStmt' ? 'UPDATE' : 'DELETE'} without WHERE changes every row.`)];
  }
  return [];
}

const REMOVES = new Set(['DeleteStmt', 'TruncateStmt', 'DropdbStmt', 'DropTableSpaceStmt']);
const REMOVED_OBJECTS = new Set(['OBJECT_TABLE', 'OBJECT_SCHEMA', 'OBJECT_MATVIEW', 'OBJECT_SEQUENCE', 'OBJECT_FOREIGN_TABLE']);

function findPasswords(tree: SqlNode): Finding[] {
  for (const [key, value] of nodesOf(tree)) {
    const option = value as { defname?: string; arg?: { String?: unknown } };
    if (key === 'DefElem' && option.defname === 'password' && option.arg?.String)
      return [finding('sql/password-in-statement', 'error', 'A password stands in the statement.')];
  }
  return [];
}

function findUnderstated(tree: SqlNode): Finding[] {
  for (const [key, value] of nodesOf(tree)) {
    const isDrop = key === 'DropStmt' && REMOVED_OBJECTS.has(String((value as { removeType?: string }).removeType));
    const isDropColumn = key === 'AlterTableCmd' && (value as { subtype?: string }).subtype === 'AT_DropColumn';
    if (REMOVES.has(key) || isDrop || isDropColumn)
      return [finding('sql/understated', 'warning', 'This removes data, but the block says effect="mutating".')];
  }
  return [];
}

function findSessions({ relations, functions, columns }: Parts, comparesAge: boolean): Finding[] {
  const found: Finding[] = [];
  const ends = functions.includes('pg_terminate_backend') || functions.includes('pg_cancel_backend');
  if (ends && relations.includes('pg_stat_activity')) {
    if (!functions.includes('pg_backend_pid')) found.push(finding('sql/terminates-itself', 'error', 'This can end its own session.'));
    else if (!columns.some((column) => column === 'state' || column === 'backend_type' || column === 'pid' || column === 'usename'))
      found.push(finding('sql/terminates-itself', 'error', 'This ends replication and background workers too.'));
  }
  const isOnlyActive = columns.some((column) => column === 'state' || column === 'wait_event' || column === 'wait_event_type');
  if (
    !ends &&
    relations.length === 1 &&
    relations[0] === 'pg_stat_activity' &&
    columns.includes('query_start') &&
    comparesAge &&
    !isOnlyActive
  )
    found.push(finding('sql/counts-idle', 'warning', 'This also lists sessions that do nothing, and this one.'));
  if (relations.filter((name) => name === 'pg_locks').length >= 2 && !functions.includes('pg_blocking_pids'))
    found.push(finding('sql/lock-join', 'warning', 'A join of pg_locks with itself reports sessions that block nobody.'));
  return found;
}

const SUBSTRING = /\bindexdef\s+(?:I?LIKE)\s+'%'\s*\|\|/i;

/** What is wrong with a statement whoever runs it: every row, the wrong sessions, columns that are gone. */
export function findSqlTraps(tree: SqlNode, body: string): Finding[] {
  const comparesAge = /\bwhere\b[\s\S]*\bquery_start\b[\s\S]*[<>]/i.test(body);
  const substring = SUBSTRING.test(body)
    ? [finding('sql/substring-of-definition', 'warning', 'This finds columns by a part of an index’s text.')]
    : [];
  return [
    ...findUnbounded(tree),
    ...findPasswords(tree),
    ...findSessions(partsOf(tree), comparesAge),
    ...findMovedColumns(tree, body),
    ...substring,
  ];
}

/** The statement parses, only reads where it must, and knows its tables. */
export const checkSqlBlock: BlockCheck = async ({ block }) => {
  if (block.kind !== 'sql') return [];
  const { problems, trees } = await checkSql(block.body, block.effect);
  const understated = block.effect === 'mutating' ? trees.flatMap(findUnderstated) : [];
  const traps = trees.flatMap((tree) => findSqlTraps(tree, block.body));
  return [
    ...problems.map(({ rule, line, message, fix }): Finding => ({ rule, severity: 'error', line, message, ...(fix ? { fix } : {}) })),
    ...traps.filter(({ rule }) => block.effect !== 'read' || rule !== 'sql/no-where'),
    ...understated,
  ];
};

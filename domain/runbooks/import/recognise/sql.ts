import type { Effect } from '@/prisma/generated/enums';
import { refusedFunction } from '../../sql-functions';
import { checkSql, nodesOf, type SqlNode } from '../../sql-reads';
import { asParameters } from '../values';
import { type Recognised, type Unproven, unproven } from './recognised';
import { onlyReads } from './sql-functions-that-read';
import { ownOperator } from './sql-operators';

const DESTROYS = new Set([
  'DeleteStmt',
  'TruncateStmt',
  'DropStmt',
  'DropdbStmt',
  'DropTableSpaceStmt',
  'DropRoleStmt',
  'DropOwnedStmt',
  'ReindexStmt',
  'ClusterStmt',
]);
const ENDS_SESSIONS = new Set(['pg_terminate_backend', 'pg_cancel_backend']);
/** Statements that change something and mean the same whoever sends them, alone. */
const CHANGES =
  /^(?:Insert|Update|Delete|Merge|Truncate|Index|Vacuum|Reindex|Cluster|Grant|GrantRole|Comment|RefreshMatView|View|Alter\w*|Create\w*|Drop\w*|Rename)Stmt$/;
const PLANNED = /^(?:Select|Insert|Update|Delete|Merge)Stmt$/;
const NAMES: Record<string, string> = { SelectStmt: 'SELECT', VariableShowStmt: 'SHOW', ExplainStmt: 'EXPLAIN' };

function functionsIn(tree: SqlNode): string[][] {
  const found: string[][] = [];
  for (const [key, value] of nodesOf(tree)) {
    const names = (value as { funcname?: { String?: { sval?: string } }[] } | null)?.funcname;
    if ((key === 'FuncCall' || key === 'funccall') && names) found.push(names.map((name) => (name.String?.sval ?? '').toLowerCase()));
  }
  return found;
}

const isDestructive = (tree: SqlNode) => {
  for (const [key, value] of nodesOf(tree)) {
    if (DESTROYS.has(key)) return true;
    if (key === 'AlterTableCmd' && /Drop/.test(String((value as { subtype?: string }).subtype))) return true;
    // Resets of passwords and rights cannot be taken back by knowing the statement.
    if (key === 'AlterRoleStmt') return true;
  }
  return functionsIn(tree).some((path) => ENDS_SESSIONS.has(path.at(-1) ?? ''));
};

const statement = (body: string, effect: Effect, why: string): Recognised => ({
  kind: 'sql',
  body,
  effect,
  peer: { kind: 'postgres' },
  why,
});

/**
 * What one SQL statement is, by Postgres' own parser: a read when it is one SELECT, SHOW or EXPLAIN that calls nothing but what
 * Postgres itself documents as reading; a change when it parses as one. Marks in it must stand where a value may.
 */
export async function recogniseSql(text: string): Promise<Recognised | Unproven> {
  const body = asParameters(text.trim().replace(/;\s*$/, ''));
  if (body === null) return unproven('A value is to be filled in where only a name of a table or column can stand.');
  const read = await checkSql(body, 'read');
  const [tree] = read.trees;
  if (!tree || read.trees.length !== 1)
    return unproven(`Postgres does not parse it: ${read.problems[0]?.message ?? 'it is no statement.'}`);
  if (!read.problems.length) {
    const unknown = functionsIn(tree).find((path) => !onlyReads(path));
    if (unknown) return unproven(`It calls ${unknown.join('.')}(), of which nothing here knows that it only reads.`);
    const own = ownOperator(tree);
    if (own) return unproven(`It uses ${own}, which is not Postgres' own, so nothing here knows that it only reads.`);
    return statement(
      body,
      'read',
      `One ${NAMES[read.statements[0] ?? ''] ?? 'statement'} by Postgres' own parser; it calls nothing that acts.`,
    );
  }
  const changed = await checkSql(body, 'mutating');
  if (changed.problems.length) return unproven(changed.problems[0]?.message ?? 'It may not run here.');
  const calls = functionsIn(tree).some((path) => refusedFunction(path)?.when === 'reads');
  const isPlainCall = read.statements[0] === 'SelectStmt' && calls && read.problems.every(({ rule }) => rule === 'sql/function');
  if (!CHANGES.test(read.statements[0] ?? '') && !isPlainCall)
    return unproven(read.problems[0]?.message ?? 'What it changes depends on more than itself.');
  // Postgres binds values only where it plans a statement.
  if (read.paramNames.length && !PLANNED.test(read.statements[0] ?? ''))
    return unproven('Postgres takes no values in a statement of this kind.');
  const effect = isDestructive(tree) ? 'destructive' : 'mutating';
  const words = /^\W*(\w+(?:\s+\w+)?)/.exec(body)?.[1]?.replace(/\s+/g, ' ').toUpperCase() ?? '';
  return statement(body, effect, `By Postgres' own parser it is ${isPlainCall ? 'a call that acts' : words}, which is no read.`);
}

import { splitStatements } from '../sql-params';
import { checkSql, type SqlNode } from '../sql-reads';
import type { Finding, Rule } from './rule';
import { findSecrets } from './secrets';
import { findSqlTraps } from './sql-rules';

export const SNIPPET_SQL_RULES = {
  'sql/explain-runs': {
    explanation: 'EXPLAIN ANALYZE carries out what it explains, however long that takes.',
    fix: 'Leave ANALYZE out, or run it as a block of the kind sql, which only reads and has a time limit.',
    source: 'PostgreSQL documentation, EXPLAIN',
  },
  'sql/own-transaction': {
    explanation: 'The statement is refused within a transaction, which many clients begin by themselves.',
    fix: 'Send it alone, with autocommit on.',
    source: 'PostgreSQL documentation, VACUUM, CREATE INDEX, ALTER SYSTEM',
  },
} satisfies Record<string, Rule>;

const MOST_STATEMENTS = 200;
const ALONE = new Set(['CreatedbStmt', 'DropdbStmt', 'AlterSystemStmt', 'CreateTableSpaceStmt', 'DropTableSpaceStmt']);

type Part = { concurrent?: boolean; is_vacuumcmd?: boolean; options?: { DefElem?: { defname?: string } }[] };

const finding = (rule: keyof typeof SNIPPET_SQL_RULES, message: string): Finding => ({
  rule,
  severity: 'warning',
  line: 1,
  message,
  fix: SNIPPET_SQL_RULES[rule].fix,
});

/** What surprises whoever pastes a statement into a client of their own. */
function findPasted(tree: SqlNode): Finding[] {
  const [[kind = '', value] = []] = Object.entries(tree);
  const part = (value ?? {}) as Part;
  const has = (name: string) => part.options?.some(({ DefElem }) => DefElem?.defname === name) === true;
  if (kind === 'ExplainStmt' && has('analyze')) return [finding('sql/explain-runs', 'ANALYZE runs the statement.')];
  if (ALONE.has(kind) || (kind === 'VacuumStmt' && part.is_vacuumcmd) || part.concurrent)
    return [finding('sql/own-transaction', 'This cannot run within a transaction.')];
  return [];
}

const commentLines = (text: string) => /^(?:\s*(?:--[^\n]*)?\n)*/.exec(text)?.[0].split('\n').length ?? 1;

/** What does not work as it is written in statements that people copy, by line. */
export async function findInSql(body: string): Promise<Finding[]> {
  const found = await Promise.all(
    splitStatements(body)
      .slice(0, MOST_STATEMENTS)
      .map(async ({ text, line }) => {
        const { trees } = await checkSql(text, 'mutating');
        const begins = commentLines(text);
        return trees
          .flatMap((tree) => [...findSqlTraps(tree, text), ...findPasted(tree)])
          .map((each) => ({ ...each, line: line + Math.max(each.line ?? 1, begins) - 1 }));
      }),
  );
  return [...findSecrets(body), ...found.flat()];
}

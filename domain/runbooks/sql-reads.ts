import { hasSqlDetails, loadModule, parseSync } from 'libpg-query';
import type { Effect } from '@/prisma/generated/enums';
import { refusedFunction } from './sql-functions';
import { scanSql } from './sql-params';

/** `line` counts from 1 within the statement's text. */
export type SqlProblem = { rule: string; line: number; message: string; fix?: string };

export type SqlCheck = {
  problems: SqlProblem[];
  /** The parser's name of each statement: SelectStmt, UpdateStmt, … */
  statements: string[];
  /** Their parse trees, as libpg-query gives them. */
  trees: SqlNode[];
  /** Names of `:name` in the order of their first use. */
  paramNames: string[];
  /** What to send: the text with $1, $2, … and, in that order, the names of their values. */
  rewritten: { text: string; params: string[] };
};

export type SqlNode = Record<string, unknown>;

const MAX_CHARACTERS = 65_536;
/** The parser recurses; beyond this a hostile text could exhaust its stack, after which it never answers again. */
const MAX_TOKENS = 4_000;

const READS = new Set(['SelectStmt', 'VariableShowStmt', 'ExplainStmt']);
const WRITES: Record<string, string> = { InsertStmt: 'INSERT', UpdateStmt: 'UPDATE', DeleteStmt: 'DELETE', MergeStmt: 'MERGE' };
/** Refused in changes too: they would break the run's own connection or reach outside the database. */
const NEVER: Record<string, string> = {
  CopyStmt: 'COPY moves data through files, programs or the connection itself, none of which a run has',
  TransactionStmt: 'the run has its own transaction; BEGIN, COMMIT and ROLLBACK would leave it',
  LoadStmt: 'LOAD runs a library on the database server',
  PrepareStmt: 'each run has a fresh connection, so nothing prepared outlives it',
  ExecuteStmt: 'each run has a fresh connection, so nothing is prepared in it',
  DeclareCursorStmt: 'a cursor ends with its run',
};
const ONLY_READS = 'Write one SELECT, SHOW, EXPLAIN, VALUES or TABLE statement, or make the block a <Remediation>.';

const lineOf = (text: string, position: number) => text.slice(0, Math.max(0, position)).split('\n').length;

/** Every named part of a parse tree. */
export function* nodesOf(root: unknown): Generator<[string, unknown]> {
  const stack: unknown[] = [root];
  while (stack.length) {
    const value = stack.pop();
    if (Array.isArray(value)) stack.push(...value);
    else if (value && typeof value === 'object')
      for (const entry of Object.entries(value)) {
        yield entry;
        stack.push(entry[1]);
      }
  }
}

function functionPath(call: unknown): string[] {
  const names = (call as { funcname?: { String?: { sval?: string } }[] }).funcname ?? [];
  return names.map((name) => (name.String?.sval ?? '').toLowerCase());
}

type Found = { rule: string; message: string; fix?: string; location?: number };

function foundInRead(key: string, value: unknown): Found | null {
  if (WRITES[key]) return { rule: 'sql/writes', message: `${WRITES[key]} changes data; a diagnostic only reads.`, fix: ONLY_READS };
  if (key === 'intoClause')
    return { rule: 'sql/into', message: 'SELECT INTO creates a table; a diagnostic only reads.', fix: 'Remove INTO.' };
  if (key === 'lockingClause')
    return {
      rule: 'sql/locks',
      message: 'FOR UPDATE and FOR SHARE take row locks; a diagnostic only reads.',
      fix: 'Remove the FOR clause.',
    };
  if (key === 'ExplainStmt') {
    const explained = Object.keys((value as { query?: SqlNode }).query ?? {})[0];
    if (explained !== 'SelectStmt')
      return {
        rule: 'sql/explains-a-change',
        message: 'EXPLAIN of a change is refused: with ANALYZE it carries the change out.',
        fix: 'Explain the SELECT that finds the same rows.',
      };
  }
  return null;
}

function foundInAny(key: string, value: unknown, effect: Effect): Found | null {
  if (NEVER[key]) return { rule: 'sql/never', message: `This statement is never run: ${NEVER[key]}.` };
  const isCall = key === 'FuncCall' || key === 'funccall';
  const path = isCall ? functionPath(value) : [];
  const refusal = isCall ? refusedFunction(path) : null;
  if (!refusal || (refusal.when === 'reads' && effect !== 'read')) return null;
  const fix = refusal.when === 'reads' ? 'Put the call into a <Remediation>.' : 'Remove the call.';
  return {
    rule: 'sql/function',
    message: `${path.join('.')}() may not be called: ${refusal.why}.`,
    fix,
    location: (value as { location?: number }).location,
  };
}

function judge(statements: SqlNode[], bytes: Buffer, effect: Effect): SqlProblem[] {
  const problems: SqlProblem[] = [];
  for (const statement of statements) {
    const kind = Object.keys(statement)[0] ?? '';
    if (effect === 'read' && !READS.has(kind) && !WRITES[kind] && !NEVER[kind])
      problems.push({
        rule: 'sql/not-a-read',
        line: 1,
        message: `${kind.replace(/Stmt$/, '')} is not a statement that only reads.`,
        fix: ONLY_READS,
      });
    for (const [key, value] of nodesOf(statement)) {
      const found = foundInAny(key, value, effect) ?? (effect === 'read' ? foundInRead(key, value) : null);
      if (!found) continue;
      // The tree counts in bytes, the problem in lines.
      const line = found.location === undefined ? 1 : lineOf(bytes.subarray(0, found.location).toString(), Number.MAX_SAFE_INTEGER);
      problems.push({ rule: found.rule, line, message: found.message, ...(found.fix ? { fix: found.fix } : {}) });
    }
  }
  return problems;
}

function refuseBeforeParsing(text: string, scanned: ReturnType<typeof scanSql>): SqlProblem | null {
  // The parser takes a C string: what stands behind a NUL would escape the check.
  if (text.includes('\0'))
    return {
      rule: 'sql/characters',
      line: lineOf(text, text.indexOf('\0')),
      message: 'The statement holds a NUL character.',
      fix: 'Remove it.',
    };
  if (text.length > MAX_CHARACTERS || scanned.tokens > MAX_TOKENS)
    return {
      rule: 'sql/too-large',
      line: 1,
      message: `The statement is too large to be checked (at most ${MAX_TOKENS} words and signs).`,
      fix: 'Split it, or put it into a view.',
    };
  if (scanned.positional)
    return {
      rule: 'sql/parameter',
      line: 1,
      message: '$1 is filled by nothing here.',
      fix: 'Write :name, where name is an input of the runbook.',
    };
  return null;
}

function syntaxProblem(error: unknown, text: string): SqlProblem {
  const message = error instanceof Error ? error.message : String(error);
  const line = hasSqlDetails(error) ? lineOf(text, error.sqlDetails?.cursorPosition ?? 0) : 1;
  const fix = /near ":"/.test(message) ? 'A parameter is :name, without quotes, and not inside a string.' : undefined;
  return { rule: 'sql/syntax', line, message: `Postgres does not understand this: ${message}.`, ...(fix ? { fix } : {}) };
}

/**
 * Reads one SQL statement with the real Postgres parser. For a read it must be one SELECT, SHOW, EXPLAIN, VALUES or TABLE
 * without INTO, row locks, changes in a CTE, or functions with effects; for a change it must be one statement that stays
 * inside the database. `problems` is empty when it may run. Never throws; the role and READ ONLY still stand behind it.
 */
export async function checkSql(text: string, effect: Effect = 'read'): Promise<SqlCheck> {
  const scanned = scanSql(text);
  const check = (problems: SqlProblem[], trees: SqlNode[] = []): SqlCheck => ({
    problems,
    statements: trees.map((tree) => Object.keys(tree)[0] ?? ''),
    trees,
    paramNames: scanned.paramNames,
    rewritten: scanned.rewritten,
  });
  const refused = refuseBeforeParsing(text, scanned);
  if (refused) return check([refused]);
  await loadModule();
  let statements: SqlNode[];
  try {
    statements = (scanned.rewritten.text.trim() ? (parseSync(scanned.rewritten.text).stmts ?? []) : []).map(
      (entry) => entry.stmt as SqlNode,
    );
  } catch (error) {
    return check([syntaxProblem(error, scanned.rewritten.text)]);
  }
  const problems = judge(statements, Buffer.from(scanned.rewritten.text), effect);
  if (statements.length !== 1)
    problems.unshift({
      rule: 'sql/one-statement',
      line: 1,
      message: statements.length ? `There are ${statements.length} statements; a block runs exactly one.` : 'There is no statement.',
      fix: statements.length ? 'Give each statement a block of its own.' : 'Write the statement, or remove the block.',
    });
  return check(problems, statements);
}

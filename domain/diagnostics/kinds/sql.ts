import { asksOfOthersSessions } from '@/domain/runbooks/others-sessions';
import { checkSql } from '@/domain/runbooks/sql-reads';
import { errored, networkError, type OutsideError, stoppedEarly } from '../outcome-errors';
import type { InputValue, Outcome, Runner, RunnerRequest } from '../schema';
import { hasRuleOn } from '../verdict';
import { connectDatabase, type Session } from './sql/connect-database';
import { type Rows, readRows } from './sql/read-rows';
import { rowTable } from './sql/row-table';
import { endsTransactions } from './sql/statement-kind';

const LOCK_LIMIT_MS = 10_000;
const NOTICES_SHOWN = 50;
const CANCEL_GRACE_MS = 3_000;

/**
 * Roles that a run with the reading credential must not hold, for READ ONLY does not keep them from files and programs; and whether it is
 * shown what sessions of others do.
 */
const WHO = `SELECT r.rolname AS name, r.rolsuper AS superuser, EXISTS (
    SELECT FROM pg_roles s WHERE s.rolname IN ('pg_execute_server_program', 'pg_write_server_files', 'pg_read_server_files')
      AND pg_has_role(session_user, s.oid, 'MEMBER')) AS files, EXISTS (
    SELECT FROM pg_roles s WHERE s.rolname = 'pg_read_all_stats' AND pg_has_role(session_user, s.oid, 'USAGE')) AS "seesOthers"
  FROM pg_roles r WHERE r.rolname = session_user`;

type Who = { name: string; superuser: boolean; files: boolean; seesOthers: boolean };
type Work = RunnerRequest & { session: Session; statement: Statement };
type Statement = { text: string; values: (InputValue | null)[]; ownTransaction: boolean; asksOfOthers: boolean };

const settings = (timeoutMs: number, scope: 'LOCAL' | 'SESSION') =>
  [
    ['statement_timeout', timeoutMs],
    ['lock_timeout', Math.min(timeoutMs, LOCK_LIMIT_MS)],
    ['idle_in_transaction_session_timeout', timeoutMs],
  ]
    .map(([name, ms]) => `SET ${scope} ${name} = ${Math.max(1, Math.round(Number(ms)))}`)
    .join('; ');

function objectionTo(who: Who | undefined, { asksOfOthers }: Statement): OutsideError | null {
  if (!who || who.superuser) return { code: 'superuser', message: 'the read role is a superuser: use a least-privilege role' };
  if (who.files)
    return { code: 'superuser', message: 'the read role may reach the server’s files or programs: use a least-privilege role' };
  if (!asksOfOthers || who.seesOthers) return null;
  const message = `the role ${who.name} is not shown what other sessions do, so nothing can be said of them: GRANT pg_read_all_stats TO ${who.name}`;
  return { code: 'blind', message };
}

async function read({ session, block, statement }: Work): Promise<Rows | OutsideError> {
  const { client, cancel } = session;
  const results = (await client.query(`BEGIN READ ONLY; ${settings(block.timeoutMs, 'LOCAL')}; ${WHO}`)) as unknown as { rows: Who[] }[];
  const objection = objectionTo(results.at(-1)?.rows[0], statement);
  if (objection) return objection;
  return readRows(client, { ...statement, stopEarly: true }, cancel);
}

async function change({ session, block, statement, signal }: Work): Promise<Rows | OutsideError> {
  const { client, cancel } = session;
  if (statement.ownTransaction) {
    await client.query(settings(block.timeoutMs, 'SESSION'));
    return readRows(client, { ...statement, stopEarly: false }, cancel);
  }
  await client.query(`BEGIN; ${settings(block.timeoutMs, 'LOCAL')}`);
  const rows = await readRows(client, { ...statement, stopEarly: false }, cancel);
  signal.throwIfAborted();
  try {
    await client.query('COMMIT');
  } catch (error) {
    if ((error as { code?: string }).code) throw error;
    return {
      code: 'unknown_outcome',
      message: 'the connection was lost while the change was being committed: look whether it was made before running it again',
    };
  }
  return rows;
}

function queryError(error: unknown): OutsideError {
  const { code, message, hint, detail } = error as { code?: string; message: string; hint?: string; detail?: string };
  if (!/^[0-9A-Z]{5}$/.test(code ?? '')) return networkError(error, 'the database');
  const named = code === '57014' ? 'timeout' : code === '55P03' ? 'lock_timeout' : code === '42501' ? 'permission' : (code as string);
  return { code: named, message: [message, detail, hint].filter(Boolean).join('. ') };
}

/** Cancels on the server when told to stop; if that does not help, cuts the connection. */
function stopWith(signal: AbortSignal, session: Session): () => void {
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    session.cancel();
    timer = setTimeout(() => void session.close(), CANCEL_GRACE_MS);
  };
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  return () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  };
}

/** An error is the answer when a rule of the block speaks of it; else nothing can be said about the target. */
async function failure({ block, emit }: RunnerRequest, error: OutsideError, data: Record<string, unknown>): Promise<Outcome> {
  await emit('stderr', `${error.message}\n`);
  const whole = { rows: [], columns: [], rowCount: 0, truncated: false, ...data, error };
  const speaks = hasRuleOn(block, 'error') || (data.connected === false && hasRuleOn(block, 'connected'));
  const ours = ['superuser', 'blind', 'unknown_outcome', 'target', 'egress'].includes(error.code);
  return speaks && !ours ? { status: 'completed', data: whole } : errored(error.code, error.message, whole);
}

async function runStatement(work: Work): Promise<Outcome> {
  const { block, emit, session } = work;
  let notices = 0;
  session.client.on('notice', ({ severity, message }) => {
    notices += 1;
    if (notices <= NOTICES_SHOWN) void emit('stderr', `${severity}: ${message}\n`);
  });
  const startedAt = performance.now();
  const timings = () => ({ connectMs: session.connectMs, queryMs: performance.now() - startedAt });
  try {
    const result = await (block.effect === 'read' ? read(work) : change(work));
    const times = timings();
    if ('code' in result) return await failure(work, result, { connected: true, timings: times });
    await emit('stdout', rowTable(result));
    return { status: 'completed', data: { connected: true, ...result, timings: times } };
  } catch (error) {
    if (work.signal.aborted) return stoppedEarly({ connected: true, timings: timings() });
    return failure(work, queryError(error), { connected: true, timings: timings() });
  }
}

/**
 * Runs the block's one statement on a connection of its own. A read: reading role, READ ONLY, bound values. A change: writing
 * role, one transaction unless the statement must not have one. Data: connected, rows, columns, rowCount, truncated,
 * timings {connectMs, queryMs}, and error {code, message} when a rule speaks of it.
 */
export const sql: Runner = async (request) => {
  const { block, target, inputs, signal } = request;
  const { problems, statements, trees, rewritten } = await checkSql(block.body, block.effect);
  if (problems.length)
    return errored('refused', problems.map(({ line, message, fix }) => `Line ${line}: ${message}${fix ? ` ${fix}` : ''}`).join(' '));
  const values = rewritten.params.map((name) => (Object.hasOwn(inputs, name) ? (inputs[name] as InputValue) : null));
  const ownTransaction = await endsTransactions(rewritten.text, statements[0] ?? '');
  const asksOfOthers = trees.some(asksOfOthersSessions);
  const session = await connectDatabase(target, signal);
  if (signal.aborted) {
    if ('client' in session) await session.close();
    return stoppedEarly();
  }
  if ('error' in session) return failure(request, session.error, { connected: false });
  const unstop = stopWith(signal, session);
  try {
    return await runStatement({ ...request, session, statement: { text: rewritten.text, values, ownTransaction, asksOfOthers } });
  } finally {
    unstop();
    await session.close();
  }
};

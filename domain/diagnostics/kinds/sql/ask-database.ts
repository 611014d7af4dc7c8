import { networkError, type OutsideError } from '../../outcome-errors';
import type { ResolvedTarget } from '../../schema';
import { connectDatabase } from './connect-database';

const CANCEL_GRACE_MS = 3_000;

export type Row = Record<string, unknown>;
/** Asks one statement of ours, with bound values. */
export type Ask = (statement: string, values?: unknown[]) => Promise<Row[]>;

function queryError(error: unknown, name: string): OutsideError {
  const { code, message } = error as { code?: string; message: string };
  if (!/^[0-9A-Z]{5}$/.test(code ?? '')) return networkError(error, name);
  if (code === '42501') return { code: 'permission', message: `${name}: the read role may not look at that (${message})` };
  return { code: code === '57014' ? 'timeout' : (code as string), message: `${name}: ${message}` };
}

/**
 * Asks a target's database statements that are written here and not in a runbook: with its reading role, on a connection of its own, READ ONLY,
 * within one snapshot. Told to stop, the server is told to cancel.
 */
export async function askDatabase<Found>(
  target: ResolvedTarget,
  of: { timeoutMs: number; signal: AbortSignal },
  work: (ask: Ask) => Promise<Found>,
): Promise<{ found: Found } | { error: OutsideError }> {
  const session = await connectDatabase(target, of.signal);
  if ('error' in session) return session;
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    session.cancel();
    timer = setTimeout(() => void session.close(), CANCEL_GRACE_MS);
  };
  of.signal.addEventListener('abort', stop, { once: true });
  try {
    await session.client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await session.client.query(`SET LOCAL statement_timeout = ${Math.max(1, Math.round(of.timeoutMs))}`);
    of.signal.throwIfAborted();
    return { found: await work(async (statement, values = []) => (await session.client.query(statement, values)).rows as Row[]) };
  } catch (error) {
    return { error: queryError(error, target.name) };
  } finally {
    clearTimeout(timer);
    of.signal.removeEventListener('abort', stop);
    await session.close();
  }
}

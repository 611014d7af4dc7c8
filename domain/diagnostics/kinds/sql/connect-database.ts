import { connect as connectSocket } from 'node:net';
import pg from 'pg';
import { readLogin } from '../../credential';
import { endpointText, reach, targetEndpoint } from '../../egress';
import { networkError, type OutsideError } from '../../outcome-errors';
import type { ResolvedTarget } from '../../schema';
import { TYPES } from './column-types';

const CONNECT_LIMIT_MS = 10_000;
const CANCEL_LIMIT_MS = 2_000;
const CLOSE_LIMIT_MS = 500;

/** A connection of one run's own. `cancel` ends what it runs, on the server, by way of another connection. */
export type Session = { client: pg.Client; connectMs: number; cancel(): void; close(): Promise<void> };

const BY_STATE = {
  '28P01': 'auth',
  '28000': 'auth',
  '3D000': 'no_database',
  '53300': 'too_many_connections',
  '57P03': 'starting_up',
  '57P01': 'shutting_down',
} satisfies Record<string, string>;

/** Why a database could not be connected to. */
function connectError(error: unknown, where: string): OutsideError {
  const { code = '', message = String(error) } = error as { code?: string; message?: string };
  if (code in BY_STATE) return { code: BY_STATE[code as keyof typeof BY_STATE], message: `${where}: ${message}` };
  if (/timeout expired|timeout exceeded/.test(message))
    return { code: 'timeout', message: `${where}: no answer within ${CONNECT_LIMIT_MS / 1000} s` };
  if (/does not support SSL|SSL\/TLS|certificate/i.test(message)) return { code: 'tls', message: `${where}: ${message}` };
  if (/terminated unexpectedly/.test(message)) return { code: 'reset', message: `${where}: the server closed the connection` };
  if (/password must be a string|SCRAM|no password/i.test(message))
    return { code: 'auth', message: `${where}: the server asks for a password, and the target has none` };
  return networkError(error, where);
}

/** As libpq understands sslmode, except that "prefer" is plain: a fallback nobody notices is no protection. */
function encryption(url: URL, host: string): pg.ClientConfig['ssl'] {
  const mode = url.searchParams.get('sslmode');
  if (!mode || ['disable', 'allow', 'prefer'].includes(mode)) return false;
  return { servername: host, rejectUnauthorized: mode !== 'require' };
}

function cancelRequest(client: pg.Client, address: string, port: number): void {
  const { processID, secretKey } = client as unknown as { processID: number; secretKey: number };
  if (!processID) return;
  const message = Buffer.alloc(16);
  [16, 80_877_102].forEach((word, index) => message.writeInt32BE(word, index * 4));
  message.writeInt32BE(processID, 8);
  message.writeInt32BE(secretKey, 12);
  const socket = connectSocket({ host: address, port }, () => socket.end(message));
  socket.setTimeout(CANCEL_LIMIT_MS, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.resume();
}

const socketOf = (client: pg.Client) => (client as unknown as { connection: { stream: import('node:net').Socket } }).connection.stream;

async function closeClient(client: pg.Client): Promise<void> {
  const timer = setTimeout(() => socketOf(client).destroy(), CLOSE_LIMIT_MS);
  await client.end().catch(() => {});
  clearTimeout(timer);
  socketOf(client).destroy();
}

async function connectTo(config: pg.ClientConfig, signal: AbortSignal): Promise<Session> {
  const client = new pg.Client(config);
  // Without a listener, a server that goes away would end the engine.
  client.on('error', () => {});
  const startedAt = performance.now();
  const abort = () => socketOf(client).destroy(new Error('stopped'));
  signal.addEventListener('abort', abort, { once: true });
  try {
    await client.connect();
  } catch (error) {
    socketOf(client).destroy();
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
  return {
    client,
    connectMs: performance.now() - startedAt,
    cancel: () => cancelRequest(client, String(config.host), Number(config.port)),
    close: () => closeClient(client),
  };
}

/** Connects to the target's database with its credential alone: nothing from this process's environment is used. */
export async function connectDatabase(target: ResolvedTarget, signal: AbortSignal): Promise<Session | { error: OutsideError }> {
  const endpoint = targetEndpoint(target);
  if (!endpoint || !/^postgres(ql)?:\/\//.test(target.url ?? ''))
    return {
      error: { code: 'target', message: `the target ${target.name} has no postgresql:// address; add "url" to it in targets.yaml` },
    };
  const where = endpointText(endpoint);
  const reached = await reach(target, endpoint, signal);
  if ('error' in reached) return reached;
  const url = new URL(target.url as string);
  const login = readLogin(target.credential);
  const user = login.user || decodeURIComponent(url.username);
  if (!user)
    return { error: { code: 'auth', message: `the target ${target.name} names no user; add "read" (and "write") to it in targets.yaml` } };
  const config: pg.ClientConfig = {
    user,
    password: () => login.password ?? '',
    port: endpoint.port,
    database: decodeURIComponent(url.pathname.slice(1)) || user,
    ssl: encryption(url, endpoint.host),
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    application_name: 'sitrep',
    types: TYPES,
  };
  let failure: OutsideError = { code: 'dns', message: `${where}: the name has no address` };
  for (const { address } of reached.addresses) {
    try {
      const session = await connectTo({ ...config, host: address }, signal);
      return { ...session, connectMs: session.connectMs + reached.dnsMs };
    } catch (error) {
      failure = connectError(error, where);
      if (signal.aborted || !['refused', 'unreachable'].includes(failure.code)) break;
    }
  }
  return { error: failure };
}

import { isIP } from 'node:net';
import { Redis } from 'ioredis';
import { readLogin } from '../../credential';
import { reach, targetEndpoint } from '../../egress';
import { networkError, type OutsideError } from '../../outcome-errors';
import type { ResolvedTarget } from '../../schema';

const CONNECT_LIMIT_MS = 10_000;

/** Of Redis's own refusals, by the first word of its message. */
const REFUSALS: Record<string, string> = {
  NOAUTH: 'the server wants a password; give the target a credential in targets.yaml',
  WRONGPASS: 'the server does not accept the credential of the target',
  NOPERM: 'the user of the target may not send this command',
  LOADING: 'the server is still loading its data',
  READONLY: 'the server is a replica and takes no changes',
  MISCONF: 'the server takes no changes because it cannot save them',
  OOM: 'the server is out of memory and takes no changes',
};

/** An error of the server itself, or of the way there. */
export function redisError(error: unknown, where: string): OutsideError {
  const { name, message = '' } = error as { name?: string; message?: string };
  if (name !== 'ReplyError') return networkError((error as { cause?: unknown }).cause ?? error, where);
  const word = /^[A-Z]+/.exec(message)?.[0] ?? 'ERR';
  const known = REFUSALS[word];
  return { code: word.toLowerCase(), message: `${where}: ${known ? `${known} (${message})` : message}` };
}

/** Connects to the target's server, once; the caller disconnects. */
export async function connectRedis(target: ResolvedTarget, signal: AbortSignal): Promise<{ client: Redis } | { error: OutsideError }> {
  const endpoint = targetEndpoint(target);
  if (!endpoint) return { error: { code: 'no_address', message: `the target ${target.name} has no redis:// address` } };
  const reached = await reach(target, endpoint, signal);
  if ('error' in reached) return reached;
  const url = new URL(target.url ?? '');
  const database = Number(/^\/(\d{1,4})$/.exec(url.pathname)?.[1] ?? 0);
  const { user, password } = readLogin(target.credential);
  const login = password === undefined ? { password: user } : { username: user || undefined, password };
  const client = new Redis({
    host: reached.addresses[0]?.address,
    port: endpoint.port,
    db: database,
    ...login,
    ...(url.protocol === 'rediss:' ? { tls: isIP(endpoint.host) ? {} : { servername: endpoint.host } } : {}),
    lazyConnect: true,
    connectTimeout: CONNECT_LIMIT_MS,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
    disableClientInfo: true,
    connectionName: 'sitrep',
  });
  let last: unknown;
  client.on('error', (error) => {
    last = error;
  });
  const abort = () => client.disconnect();
  signal.addEventListener('abort', abort, { once: true });
  try {
    await client.connect();
    return { client };
  } catch (error) {
    client.disconnect();
    return { error: redisError(last ?? error, `${endpoint.host}:${endpoint.port}`) };
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

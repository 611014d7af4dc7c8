import { Client, DatabaseError } from 'pg';
import { StartError, systemCode } from '@/lib/start-error';

const CONNECT_LIMIT_MS = 5_000;
const OLDEST_VERSION = 14;

type Place = { host: string; database: string; user: string };

const BY_SQLSTATE: Record<string, (place: Place) => string> = {
  '28P01': ({ host, user }) => `${host} refuses the password of ${user}: correct the user and password in DATABASE_URL.`,
  '28000': ({ host, user }) => `${host} does not let ${user} in: correct the user in DATABASE_URL, or the server's pg_hba.conf.`,
  '3D000': ({ host, database }) => `${host} has no database "${database}": create it, or correct the name in DATABASE_URL.`,
  '53300': ({ host }) => `${host} has no free connections: raise its max_connections, or stop what uses them.`,
  '57P03': ({ host }) => `${host} is still starting up: try again in a moment.`,
};

const UNREACHABLE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EAI_AGAIN', 'ECONNRESET']);

/** One line for a failed connection to DATABASE_URL; the password is never in it. Pure. */
function explainConnection(error: unknown, url: string): StartError {
  const address = new URL(url);
  const place = {
    host: `Postgres at ${address.host}`,
    database: decodeURIComponent(address.pathname.slice(1)),
    user: `"${decodeURIComponent(address.username)}"`,
  };
  const code = systemCode(error) ?? '';
  const known = error instanceof DatabaseError ? BY_SQLSTATE[code] : undefined;
  if (known) return new StartError(known(place));
  const message = error instanceof Error ? error.message : String(error);
  if (UNREACHABLE.has(code))
    return new StartError(`No Postgres answers at ${address.host} (${code}): start it, or correct the host and port in DATABASE_URL.`);
  if (/timeout|received invalid response|terminated unexpectedly|Unexpected|SSL/i.test(message))
    return new StartError(
      `What answers at ${address.host} does not speak as Postgres does (${message}): correct the host, port and sslmode in DATABASE_URL.`,
    );
  return new StartError(`DATABASE_URL cannot be used: ${message}.`);
}

function parseUrl(url: string): void {
  if (!URL.canParse(url))
    throw new StartError(
      'DATABASE_URL is not an address: write it as postgresql://user:password@host:5432/database, with special characters percent-encoded.',
    );
}

/** Throws StartError, with what to do, when DATABASE_URL does not lead to a usable Postgres. */
export async function checkDatabase(url: string): Promise<void> {
  parseUrl(url);
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_LIMIT_MS });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query(
      `SELECT current_setting('server_version') AS version, current_setting('server_encoding') AS encoding`,
    );
    const [{ version, encoding }] = rows as [{ version: string; encoding: string }];
    if (Number.parseInt(version, 10) < OLDEST_VERSION)
      throw new StartError(`DATABASE_URL leads to Postgres ${version}; Sitrep needs ${OLDEST_VERSION} or newer.`);
    if (encoding !== 'UTF8')
      throw new StartError(`The database of DATABASE_URL is encoded in ${encoding}: create one with ENCODING 'UTF8'.`);
  } catch (error) {
    throw error instanceof StartError ? error : explainConnection(error, url);
  } finally {
    await client.end().catch(() => {});
  }
}

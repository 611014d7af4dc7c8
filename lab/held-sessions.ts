import pg from 'pg';
import type { Lab, Session } from './lab';

const TOO_MANY_CONNECTIONS = '53300';
export const isRefusedForTooMany = (error: unknown) => (error as { code?: string }).code === TOO_MANY_CONNECTIONS;

const sessionsOf = (lab: Lab, fault: string) => {
  const sessions = lab.held.get(fault) ?? new Set<Session>();
  lab.held.set(fault, sessions);
  return sessions;
};

function keep(lab: Lab, fault: string, client: pg.ClientBase, close: () => unknown): Session {
  const sessions = sessionsOf(lab, fault);
  const end = async () => {
    if (sessions.delete(session)) await close();
  };
  const session: Session = { client, end };
  client.on('error', () => end().catch(() => {}));
  client.on('end', () => sessions.delete(session));
  sessions.add(session);
  return session;
}

/** Opens a session as Oatie's application and holds it for `fault`. Rejects with Postgres' own error when refused. */
export const holdSession = (lab: Lab, fault: string, applicationName: string): Promise<Session> =>
  holdSessionAt(lab, fault, lab.appUrl, applicationName);

/** The same at another database. */
export async function holdSessionAt(lab: Lab, fault: string, connectionString: string, applicationName: string): Promise<Session> {
  const client = new pg.Client({ connectionString, application_name: applicationName });
  client.on('error', () => {});
  await client.connect();
  return keep(lab, fault, client, () => client.end().catch(() => {}));
}

/** Takes a connection out of the application's own pool and does not give it back: a leak. */
export async function leakFromPool(lab: Lab, fault: string): Promise<Session> {
  const client = await lab.oatie.pool.connect();
  return keep(lab, fault, client, () => client.release(true));
}

export const countHeld = (lab: Lab, fault: string) => sessionsOf(lab, fault).size;

export async function releaseSessions(lab: Lab, fault: string): Promise<void> {
  await Promise.all([...sessionsOf(lab, fault)].map((session) => session.end()));
}

/** Runs one statement as `url`'s role on a connection of its own. */
export async function runOnce<Row extends pg.QueryResultRow>(url: string, statement: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'lab' });
  await client.connect();
  try {
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    await client.end();
  }
}

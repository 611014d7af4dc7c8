import pg from 'pg';
import type { LabEngine, LabEvent } from '../docker/engine';
import type { RunningBackend } from './start-backend';

const BACKEND = 'paksa-backend-1';
const DATABASE = 'paksa-postgres-1';

/** Lets a database be connected to, or refuses everybody and ends who is in it. One that is not there yet is left alone. */
export async function admitTo(adminUrl: string, database: string, isAdmitted: boolean): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl, application_name: 'lab setup' });
  await admin.connect();
  try {
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) return;
    await admin.query(`ALTER DATABASE ${database} ALLOW_CONNECTIONS ${isAdmitted}`);
    if (!isAdmitted) await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [database]);
  } finally {
    await admin.end();
  }
}

/** What runs in Paksa's containers follows them: a container that ends takes its program away, one that starts brings it back. */
export function followContainers(
  engine: LabEngine,
  of: { adminUrl: string; database: string; backend: RunningBackend },
): () => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  const follow = ({ Action, Actor }: LabEvent) => {
    const { name } = Actor.Attributes;
    const isUp = Action === 'start';
    if (!isUp && Action !== 'die') return;
    if (name === BACKEND) last = last.then(() => (isUp ? of.backend.start() : of.backend.stop()));
    if (name === DATABASE) last = last.then(() => admitTo(of.adminUrl, of.database, isUp));
  };
  engine.bus.on('event', follow);
  return async () => {
    engine.bus.off('event', follow);
    await last;
  };
}

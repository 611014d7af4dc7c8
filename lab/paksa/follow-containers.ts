import pg from 'pg';
import type { LabEngine, LabEvent } from '../docker/engine';
import type { RunningBackend } from './start-backend';
import type { Balancer } from './start-balancer';

const BACKEND = 'paksa-backend-1';
const DATABASE = 'paksa-postgres-1';
const BALANCER = 'paksa-nginx-1';

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

type Following = { start: () => Promise<unknown>; stop: () => Promise<unknown> };

/** What runs in a container follows it: it ends with it, and comes back with it. Returns what settles and ends that. */
export function followContainer(engine: LabEngine, container: string, { start, stop }: Following): () => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  const follow = ({ Action, Actor }: LabEvent) => {
    if (Actor.Attributes.name !== container || (Action !== 'start' && Action !== 'die')) return;
    last = last.then(Action === 'start' ? start : stop);
  };
  engine.bus.on('event', follow);
  return async () => {
    engine.bus.off('event', follow);
    await last;
  };
}

/** Backend, database and balancer of Paksa follow their containers, and its balancer's own program is run in its container. */
export function followContainers(
  engine: LabEngine,
  of: { adminUrl: string; database: string; backend: RunningBackend; balancer: Balancer },
): () => Promise<void> {
  const { run } = of.balancer;
  if (run) engine.programs.set(`${BALANCER} nginx`, run);
  const settled = [
    followContainer(engine, BACKEND, of.backend),
    followContainer(engine, BALANCER, of.balancer),
    followContainer(engine, DATABASE, {
      start: () => admitTo(of.adminUrl, of.database, true),
      stop: () => admitTo(of.adminUrl, of.database, false),
    }),
  ];
  return async () => void (await Promise.all(settled.map((settle) => settle())));
}

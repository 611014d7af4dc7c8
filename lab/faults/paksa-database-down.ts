import { setTimeout as sleep } from 'node:timers/promises';
import { findContainer, run, stop } from '../docker/engine';
import { runOnce } from '../held-sessions';
import type { Lab } from '../lab';
import type { Fault } from './fault';

const CONTAINER = 'paksa-postgres-1';
const LOOK_EVERY_MS = 50;
const WAITS_MS = 30_000;

const refuses = ({ paksa }: Lab): Promise<boolean> =>
  runOnce(paksa.appUrl, 'SELECT 1').then(
    () => false,
    () => true,
  );

async function waitUntil(lab: Lab, isRefusing: boolean) {
  const deadline = Date.now() + WAITS_MS;
  while ((await refuses(lab)) !== isRefusing) {
    if (Date.now() > deadline) throw new Error("Paksa's database did not follow its container");
    await sleep(LOOK_EVERY_MS);
  }
}

export const PAKSA_DATABASE_DOWN: Fault = {
  name: 'paksa-database-down',
  title: "Paksa's database refuses connections",
  explanation: 'The container of Postgres ended at night and was not started again. The database admits nobody.',
  breaks: [
    'paksa-db/cannot-connect#answers',
    'paksa-db/cannot-connect#container',
    'paksa-db/cannot-connect#from-backend',
    'paksa-api/system-down#database-answers',
  ],
  curedBy: ['paksa-db/cannot-connect#restart-database'],
  alert: { alertname: 'DatabaseDown', service: 'paksa-db', severity: 'critical' },
  cause: async (lab) => {
    const { engine } = lab.containers;
    const container = findContainer(engine, CONTAINER);
    if (container) stop(engine, container);
    await waitUntil(lab, true);
  },
  heal: async (lab) => {
    const { engine } = lab.containers;
    const container = findContainer(engine, CONTAINER);
    if (!container || container.state === 'running') return;
    run(engine, container);
    await waitUntil(lab, false);
  },
  isActive: refuses,
};

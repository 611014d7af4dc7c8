import { setTimeout as sleep } from 'node:timers/promises';
import { countHeld, holdSession, isRefusedForTooMany, leakFromPool, releaseSessions } from '../held-sessions';
import type { Lab, Session } from '../lab';
import type { Fault } from './fault';

const NAME = 'pool-exhaustion';
/** The runbook speaks of transactions left open for two seconds and more: it has broken when they are. */
const LEFT_OPEN_MS = 2_100;
/** Far above the role's limit: only a refusal ends the taking. */
const MOST = 500;
const REPORT_IN_USE = "SELECT title FROM reports WHERE status = 'processing' ORDER BY id LIMIT 1";

async function leaveOpen(session: Session, statement: string) {
  await session.client.query('BEGIN');
  await session.client.query(statement);
}

async function leakPool(lab: Lab) {
  const size = lab.oatie.pool.options.max ?? 0;
  for (let taken = 0; taken < size; taken += 1) {
    await leaveOpen(await leakFromPool(lab, NAME), REPORT_IN_USE).catch((error) => {
      if (!isRefusedForTooMany(error)) throw error;
    });
  }
}

async function takeTheRest(lab: Lab) {
  for (let taken = 1; taken <= MOST; taken += 1) {
    try {
      await leaveOpen(await holdSession(lab, NAME, `oatie-reports worker ${taken}`), REPORT_IN_USE);
    } catch (error) {
      if (isRefusedForTooMany(error)) return;
      throw error;
    }
  }
}

export const POOL_EXHAUSTION: Fault = {
  name: NAME,
  title: 'Every connection of the application is taken',
  explanation:
    'A code path of the report service begins a transaction and returns without ending it. Its sessions stay "idle in transaction" until the limit of the role oatie_app is reached and Postgres refuses the next.',
  breaks: [
    'oatie-reports/connection-pool-exhaustion#connections-by-state',
    'oatie-reports/connection-pool-exhaustion#held-open',
    'oatie-reports/connection-pool-exhaustion#application-health',
  ],
  curedBy: ['oatie-reports/connection-pool-exhaustion#end-idle-sessions'],
  alert: { alertname: 'DatabaseConnectionHigh', service: 'oatie-reports', severity: 'critical' },
  cause: async (lab) => {
    await leakPool(lab);
    await takeTheRest(lab);
    await sleep(LEFT_OPEN_MS);
  },
  heal: (lab) => releaseSessions(lab, NAME),
  isActive: async (lab) => countHeld(lab, NAME) > 0,
};

import { setTimeout as sleep } from 'node:timers/promises';
import { countHeld, holdSessionAt, releaseSessions } from '../held-sessions';
import type { Fault } from './fault';

const NAME = 'paksa-runaway-queries';
const SESSIONS = 3;
/** The runbook speaks of statements that have run for two seconds and more: it has broken when they have. */
const RUNS_MS = 2_100;

export const PAKSA_RUNAWAY_QUERIES: Fault = {
  name: NAME,
  title: 'Statements that do not end hold the database',
  explanation: 'A report of the accounts was asked for without its date. Three sessions have been working on it ever since.',
  breaks: ['paksa-db/slow-queries#long-running'],
  curedBy: ['paksa-db/slow-queries#end-long-running'],
  alert: { alertname: 'DatabaseLongQueries', service: 'paksa-db', severity: 'critical' },
  cause: async (lab) => {
    for (let number = 1; number <= SESSIONS; number += 1) {
      const session = await holdSessionAt(lab, NAME, lab.paksa.appUrl, `paksa-reports ${number}`);
      session.client.query('SELECT pg_sleep(3600)').catch(() => {});
    }
    await sleep(RUNS_MS);
  },
  heal: (lab) => releaseSessions(lab, NAME),
  isActive: async (lab) => countHeld(lab, NAME) > 0,
};

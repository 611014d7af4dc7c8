import { countHeld, holdSession, releaseSessions, runOnce } from '../held-sessions';
import type { Lab, Session } from '../lab';
import type { Fault } from './fault';

const NAME = 'lock-tree';
const ROOT_REPORT = 101;
const MIDDLE_REPORT = 102;
const WAITS_MS = 30_000;

const touch = (session: Session, report: number) => session.client.query('UPDATE reports SET updated_at = now() WHERE id = $1', [report]);

/** Waits for the report as a request would, then commits and goes; ends early when its session is ended. */
function waitThenFinish(session: Session, report: number) {
  touch(session, report)
    .then(() => session.client.query('COMMIT'))
    .catch(() => {})
    .then(() => session.end())
    .catch(() => {});
}

async function begin(lab: Lab, applicationName: string, report: number): Promise<Session> {
  const session = await holdSession(lab, NAME, applicationName);
  await session.client.query('BEGIN');
  await touch(session, report);
  return session;
}

async function blockedCount(lab: Lab): Promise<number> {
  const rows = await runOnce<{ count: number }>(
    lab.writeUrl,
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE usename = 'oatie_app' AND cardinality(pg_blocking_pids(pid)) > 0",
  );
  return rows[0]?.count ?? 0;
}

async function waitUntilBlocked(lab: Lab, count: number) {
  const deadline = Date.now() + WAITS_MS;
  while ((await blockedCount(lab)) < count) {
    if (Date.now() > deadline) throw new Error('the sessions did not begin to wait for each other');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export const LOCK_TREE: Fault = {
  name: NAME,
  title: 'A forgotten transaction blocks a chain of others',
  explanation:
    'A nightly job changed a report and stopped without committing. A request waits for its row lock while holding another, and a second request waits for the first.',
  breaks: ['oatie-reports/database-degradation#lock-tree'],
  curedBy: ['oatie-reports/database-degradation#end-root-blocker'],
  alert: { alertname: 'DatabaseLockWaits', service: 'oatie-reports', severity: 'critical' },
  cause: async (lab) => {
    await begin(lab, 'oatie-nightly-job', ROOT_REPORT);
    waitThenFinish(await begin(lab, 'oatie-reports publish', MIDDLE_REPORT), ROOT_REPORT);
    await waitUntilBlocked(lab, 1);
    const last = await holdSession(lab, NAME, 'oatie-reports rename');
    await last.client.query('BEGIN');
    waitThenFinish(last, MIDDLE_REPORT);
    await waitUntilBlocked(lab, 2);
  },
  heal: (lab) => releaseSessions(lab, NAME),
  isActive: async (lab) => countHeld(lab, NAME) > 0,
};

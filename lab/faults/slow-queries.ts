import { runOnce } from '../held-sessions';
import type { Lab } from '../lab';
import { ACTIVITY_SQL } from '../oatie/report-routes';
import type { Fault } from './fault';

const NAME = 'slow-queries';
const CALLS = 3;
const AGAIN_MS = 20_000;
const INDEX = 'idx_audit_logs_timestamp';

async function indexIsValid(lab: Lab): Promise<boolean> {
  const rows = await runOnce<{ valid: boolean }>(
    lab.writeUrl,
    'SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = to_regclass($1)',
    [`public.${INDEX}`],
  );
  return rows[0]?.valid === true;
}

function stopCalling(lab: Lab) {
  clearInterval(lab.timers.get(NAME));
  lab.timers.delete(NAME);
}

async function callWhileBroken(lab: Lab) {
  if (await indexIsValid(lab)) return stopCalling(lab);
  await runOnce(lab.appUrl, ACTIVITY_SQL);
}

export const SLOW_QUERIES: Fault = {
  name: NAME,
  title: 'A statement became slow because its index is gone',
  explanation:
    'A migration dropped the index of audit_logs by time. The hourly activity tally now reads the whole log once for every organization, and people are asking for it.',
  breaks: [
    'oatie-reports/database-degradation#top-statements',
    'oatie-reports/database-degradation#audit-index',
    'oatie-reports/database-degradation#audit-plan',
  ],
  curedBy: ['oatie-reports/database-degradation#create-audit-index', 'oatie-reports/database-degradation#reset-statement-statistics'],
  alert: { alertname: 'DatabaseSlowQueries', service: 'oatie-reports', severity: 'warning' },
  cause: async (lab) => {
    await runOnce(lab.writeUrl, `DROP INDEX IF EXISTS ${INDEX}`);
    for (let call = 0; call < CALLS; call += 1) await runOnce(lab.appUrl, ACTIVITY_SQL);
    lab.timers.set(NAME, setInterval(() => callWhileBroken(lab).catch(() => {}), AGAIN_MS).unref());
  },
  heal: async (lab) => {
    stopCalling(lab);
    if (await indexIsValid(lab)) return;
    await runOnce(lab.writeUrl, `DROP INDEX IF EXISTS ${INDEX}`);
    await runOnce(lab.writeUrl, `CREATE INDEX ${INDEX} ON audit_logs ("timestamp" DESC)`);
    await runOnce(
      lab.writeUrl,
      'SELECT pg_stat_statements_reset(0::oid, (SELECT oid FROM pg_database WHERE datname = current_database()), 0::bigint)',
    );
  },
  isActive: async (lab) => !(await indexIsValid(lab)),
};

import { runOnce } from '../held-sessions';
import type { Lab } from '../lab';
import type { Fault } from './fault';

const INDEX = 'idx_reports_org_status';

async function indexIsValid(lab: Lab): Promise<boolean> {
  const rows = await runOnce<{ valid: boolean }>(
    lab.writeUrl,
    'SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = to_regclass($1)',
    [`public.${INDEX}`],
  );
  return rows[0]?.valid === true;
}

export const REPORT_INDEX_GONE: Fault = {
  name: 'report-index-gone',
  title: 'Lists of reports read the whole table',
  explanation: 'A migration renamed a column and forgot to build the index of reports by organization and status again.',
  breaks: ['oatie-reports/reports-are-slow#report-index', 'oatie-reports/reports-are-slow#report-plan'],
  curedBy: ['oatie-reports/reports-are-slow#create-report-index'],
  alert: { alertname: 'ReportsSlow', service: 'oatie-reports', severity: 'warning' },
  cause: async (lab) => {
    await runOnce(lab.writeUrl, `DROP INDEX IF EXISTS ${INDEX}`);
  },
  heal: async (lab) => {
    if (await indexIsValid(lab)) return;
    await runOnce(lab.writeUrl, `DROP INDEX IF EXISTS ${INDEX}`);
    await runOnce(lab.writeUrl, `CREATE INDEX ${INDEX} ON reports (organization_id, status)`);
  },
  isActive: async (lab) => !(await indexIsValid(lab)),
};

import { runOnce } from '../held-sessions';
import type { Fault } from './fault';

const REPORTS = [31, 32, 33, 34];

export const STUCK_REPORTS: Fault = {
  name: 'stuck-reports',
  title: 'Reports stay in "processing"',
  explanation: 'A worker was killed while it drew four reports. They stay in "processing" for ever, because nobody else takes them up.',
  breaks: ['oatie-reports/reports-fail-to-generate#stuck-reports'],
  curedBy: ['oatie-reports/reports-fail-to-generate#give-up-stuck-reports'],
  alert: { alertname: 'ReportsStuck', service: 'oatie-reports', severity: 'warning' },
  cause: async (lab) => {
    await runOnce(lab.writeUrl, "UPDATE reports SET status = 'processing', updated_at = now() - interval '3 hours' WHERE id = ANY ($1)", [
      REPORTS,
    ]);
  },
  heal: async (lab) => {
    await runOnce(lab.writeUrl, "UPDATE reports SET status = 'ready', updated_at = now() WHERE id = ANY ($1) AND status <> 'ready'", [
      REPORTS,
    ]);
  },
  isActive: async (lab) => {
    const rows = await runOnce(lab.writeUrl, "SELECT 1 FROM reports WHERE id = ANY ($1) AND status = 'processing'", [REPORTS]);
    return rows.length > 0;
  },
};

import { runOnce } from '../held-sessions';
import type { Fault } from './fault';

const TEMPLATE = 7;
const SOUND = '{"columns": ["region", "amount", "change"], "version": 4}';
const REPORTS_OF_IT = [6, 66, 126];

export const HTTP_5XX: Fault = {
  name: 'http-5xx',
  title: 'The report API answers with 500',
  explanation:
    'An edit saved a template without its columns. Each report that uses the template makes the application throw, and its callers see status 500.',
  breaks: ['oatie-reports/api-errors#report-preview', 'oatie-reports/api-errors#broken-templates', 'general/api-request-fails#one-request'],
  curedBy: ['oatie-reports/api-errors#disable-template'],
  alert: { alertname: 'HighErrorRate', service: 'oatie-reports', severity: 'critical' },
  cause: async (lab) => {
    await runOnce(lab.writeUrl, "UPDATE templates SET definition = definition - 'columns', enabled = true WHERE id = $1", [TEMPLATE]);
    for (const report of REPORTS_OF_IT)
      await fetch(`${lab.httpUrl}/api/v1/reports/${report}/preview`).then((response) => response.body?.cancel());
  },
  heal: async (lab) => {
    await runOnce(lab.writeUrl, 'UPDATE templates SET definition = $2, enabled = true WHERE id = $1', [TEMPLATE, SOUND]);
    await runOnce(lab.writeUrl, 'UPDATE templates SET enabled = true WHERE NOT enabled');
  },
  isActive: async (lab) => {
    const rows = await runOnce(lab.writeUrl, "SELECT 1 FROM templates WHERE enabled AND NOT definition ? 'columns'");
    return rows.length > 0;
  },
};

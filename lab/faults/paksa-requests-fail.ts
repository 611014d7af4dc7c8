import { runOnce } from '../held-sessions';
import type { Fault } from './fault';

const ASKED = 80;
const SHARE =
  'sum(rate(http_requests_total{service="paksa-api",status=~"5.."}[5m])) / sum(rate(http_requests_total{service="paksa-api"}[5m])) > 0.1';

export const PAKSA_REQUESTS_FAIL: Fault = {
  name: 'paksa-requests-fail',
  title: 'The list of invoices answers 500',
  explanation: 'A release took the right to read invoices from the role of the application. Whoever opens the list gets an error.',
  breaks: [],
  lingers: ['paksa-api/logs-and-alerts#error-share'],
  curedBy: [],
  alert: { alertname: 'HighErrorRate', service: 'paksa-api', severity: 'critical' },
  unavailable: ({ monitoring }) => monitoring.why,
  cause: async ({ paksa, monitoring }) => {
    await monitoring.until('http_requests_total{service="paksa-api",status="500"}');
    await runOnce(paksa.writeUrl, 'REVOKE SELECT ON invoices FROM paksa_app');
    for (let asked = 0; asked < ASKED; asked += 1)
      await fetch(`${paksa.balancer.url}/api/v1/invoices`).then((response) => response.body?.cancel());
    await monitoring.until(SHARE);
  },
  heal: async ({ paksa }) => void (await runOnce(paksa.writeUrl, 'GRANT SELECT ON invoices TO paksa_app')),
  isActive: async ({ paksa }) => {
    const rows = await runOnce<{ may: boolean }>(paksa.writeUrl, `SELECT has_table_privilege('paksa_app', 'invoices', 'SELECT') AS may`);
    return rows[0]?.may !== true;
  },
};

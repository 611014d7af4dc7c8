import { runOnce } from '../held-sessions';
import type { Fault } from './fault';

export const DOTMAC_PRIVILEGES_LOST: Fault = {
  name: 'dotmac-privileges-lost',
  title: 'The application may not read its own tables',
  explanation: 'A table was made anew by a migration, and its privileges went with the old one.',
  breaks: ['dotmac-isp/cannot-start#privileges'],
  curedBy: ['dotmac-isp/cannot-start#grant-privileges'],
  alert: { alertname: 'ApplicationErrors', service: 'dotmac-isp', severity: 'critical' },
  cause: async ({ dotmac }) => {
    await runOnce(dotmac.writeUrl, 'REVOKE ALL ON customers FROM dotmac_app');
  },
  heal: async ({ dotmac }) => {
    await runOnce(dotmac.writeUrl, 'GRANT SELECT, INSERT, UPDATE, DELETE ON customers TO dotmac_app');
  },
  isActive: async ({ dotmac }) => {
    const rows = await runOnce<{ may: boolean }>(dotmac.writeUrl, "SELECT has_table_privilege('dotmac_app', 'customers', 'SELECT') AS may");
    return rows[0]?.may === false;
  },
};

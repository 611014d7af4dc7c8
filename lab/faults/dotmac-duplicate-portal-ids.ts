import { runOnce } from '../held-sessions';
import type { Fault } from './fault';

const FIRST = 501;
const SHARED = 3;
const EACH = 4;
const OWN = "'PRT-' || upper(substr(md5('portal ' || id), 1, 8))";
const TWICE = 'SELECT 1 FROM customers GROUP BY portal_id HAVING count(*) > 1 LIMIT 1';

export const DOTMAC_DUPLICATE_PORTAL_IDS: Fault = {
  name: 'dotmac-duplicate-portal-ids',
  title: 'Several customers have the same portal id',
  explanation: 'Two importers drew numbers from the same range at once: three portal ids belong to four customers each.',
  breaks: ['dotmac-isp/portal-ids#duplicates', 'dotmac-isp/portal-ids#who-gets-a-new-one'],
  curedBy: ['dotmac-isp/portal-ids#give-new-ids'],
  alert: { alertname: 'PortalSignInErrors', service: 'dotmac-isp', severity: 'warning' },
  cause: async ({ dotmac }) => {
    await runOnce(
      dotmac.writeUrl,
      `UPDATE customers c SET portal_id = (SELECT portal_id FROM customers f WHERE f.id = $1 + ((c.id - $1) / $2) * $2)
       WHERE c.id BETWEEN $1 AND $3 AND (c.id - $1) % $2 > 0`,
      [FIRST, EACH, FIRST + SHARED * EACH - 1],
    );
  },
  heal: async ({ dotmac }) => {
    await runOnce(dotmac.writeUrl, `UPDATE customers SET portal_id = ${OWN} WHERE id BETWEEN $1 AND $2 AND portal_id <> ${OWN}`, [
      FIRST,
      FIRST + SHARED * EACH - 1,
    ]);
  },
  isActive: async ({ dotmac }) => (await runOnce(dotmac.writeUrl, TWICE)).length > 0,
};

import { runOnce } from '../held-sessions';
import type { Fault } from './fault';

const ACCOUNTS = [17, 18];
const BOOKED = '(SELECT coalesce(sum(e.amount), 0) FROM entries e WHERE e.account_id = a.id)';

export const LOST_MONEY: Fault = {
  name: 'lost-money',
  title: 'Balances no longer agree with what was booked',
  explanation: 'Two transfers ran at once, and each wrote the balance that it had read before the other changed it.',
  breaks: ['general/fails-sometimes#balances-agree'],
  curedBy: ['general/fails-sometimes#balance-from-entries'],
  alert: { alertname: 'BalancesDisagree', service: 'general', severity: 'critical' },
  cause: async ({ practice }) => {
    await runOnce(practice.writeUrl, 'UPDATE accounts SET balance = balance + 25 WHERE id = ANY ($1)', [ACCOUNTS]);
  },
  heal: async ({ practice }) => {
    await runOnce(practice.writeUrl, `UPDATE accounts a SET balance = ${BOOKED} WHERE a.balance <> ${BOOKED}`);
  },
  isActive: async ({ practice }) => (await runOnce(practice.writeUrl, `SELECT 1 FROM accounts a WHERE a.balance <> ${BOOKED}`)).length > 0,
};

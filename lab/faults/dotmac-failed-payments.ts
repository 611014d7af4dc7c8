import { runOnce } from '../held-sessions';
import type { Fault } from './fault';

const TIMED_OUT = 'processor_timeout';
const FIRST = 1;
const LAST = 30;

export const DOTMAC_FAILED_PAYMENTS: Fault = {
  name: 'dotmac-failed-payments',
  title: 'Charges fail with the same error',
  explanation: 'The processor did not answer in time for half an hour; thirty charges were given up.',
  breaks: ['dotmac-isp/payments-fail#failed-payments'],
  curedBy: ['dotmac-isp/payments-fail#try-again'],
  alert: { alertname: 'PaymentFailuresHigh', service: 'dotmac-isp', severity: 'critical' },
  cause: async ({ dotmac }) => {
    await runOnce(
      dotmac.writeUrl,
      "UPDATE payments SET status = 'failed', error_message = $1, created_at = now() - id * interval '1 minute' WHERE id BETWEEN $2 AND $3",
      [TIMED_OUT, FIRST, LAST],
    );
  },
  heal: async ({ dotmac }) => {
    await runOnce(
      dotmac.writeUrl,
      "UPDATE payments SET status = 'succeeded', error_message = NULL WHERE id BETWEEN $1 AND $2 AND status <> 'succeeded'",
      [FIRST, LAST],
    );
  },
  isActive: async ({ dotmac }) =>
    (await runOnce(dotmac.writeUrl, "SELECT 1 FROM payments WHERE status = 'failed' AND error_message = $1", [TIMED_OUT])).length > 0,
};

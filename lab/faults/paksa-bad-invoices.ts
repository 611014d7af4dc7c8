import { runOnce } from '../held-sessions';
import type { Fault } from './fault';

const INVOICES = [1201, 1202, 1203, 1204, 1205];
const WRONG = 'total_amount <> subtotal + tax_amount';
const REPAIR = `UPDATE invoices SET total_amount = subtotal + tax_amount WHERE ${WRONG}`;

export const PAKSA_BAD_INVOICES: Fault = {
  name: 'paksa-bad-invoices',
  title: 'Invoices with negative totals, and a foreign key that was not checked',
  explanation:
    'An import switched the foreign key of payments off, to be faster, and on again without checking. It also turned the sign of five totals.',
  breaks: ['paksa-db/corrupt-data#negative-invoices', 'paksa-db/corrupt-data#wrong-totals', 'paksa-db/corrupt-data#foreign-keys'],
  curedBy: ['paksa-db/corrupt-data#correct-totals', 'paksa-db/corrupt-data#validate-foreign-key'],
  alert: { alertname: 'InvoiceTotalsWrong', service: 'paksa-db', severity: 'critical' },
  cause: async ({ paksa }) => {
    await runOnce(paksa.writeUrl, 'UPDATE invoices SET total_amount = -(subtotal + tax_amount) WHERE id = ANY ($1)', [INVOICES]);
    await runOnce(
      paksa.writeUrl,
      'ALTER TABLE payments DROP CONSTRAINT payments_invoice_id_fkey, ADD CONSTRAINT payments_invoice_id_fkey FOREIGN KEY (invoice_id) REFERENCES invoices NOT VALID',
    );
  },
  heal: async ({ paksa }) => {
    await runOnce(paksa.writeUrl, REPAIR);
    await runOnce(paksa.writeUrl, 'ALTER TABLE payments VALIDATE CONSTRAINT payments_invoice_id_fkey');
  },
  isActive: async ({ paksa }) => {
    const rows = await runOnce(
      paksa.writeUrl,
      `SELECT 1 FROM invoices WHERE ${WRONG} UNION ALL SELECT 1 FROM pg_constraint WHERE contype = 'f' AND NOT convalidated`,
    );
    return rows.length > 0;
  },
};

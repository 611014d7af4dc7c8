import { runOnce } from '../held-sessions';
import type { Lab } from '../lab';
import { INVOICES_SQL } from '../paksa/paksa-schema';
import type { Fault } from './fault';

const INDEX = 'idx_invoices_tenant_date';
const CALLS = 3;

async function indexIsValid({ paksa }: Lab): Promise<boolean> {
  const rows = await runOnce<{ valid: boolean }>(
    paksa.writeUrl,
    'SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = to_regclass($1)',
    [`public.${INDEX}`],
  );
  return rows[0]?.valid === true;
}

export const PAKSA_SLOW_INVOICES: Fault = {
  name: 'paksa-slow-invoices',
  title: 'The list of invoices became slow',
  explanation: 'The index of invoices by tenant and date is gone: the list now reads every invoice once for each tenant.',
  breaks: ['paksa-db/slow-queries#slow-statements', 'paksa-db/slow-queries#invoice-index'],
  curedBy: ['paksa-db/slow-queries#create-invoice-index', 'paksa-db/slow-queries#reset-statement-statistics'],
  alert: { alertname: 'DatabaseSlowQueries', service: 'paksa-db', severity: 'warning' },
  cause: async ({ paksa }) => {
    await runOnce(paksa.writeUrl, `DROP INDEX IF EXISTS ${INDEX}`);
    for (let call = 0; call < CALLS; call += 1) await runOnce(paksa.appUrl, INVOICES_SQL);
  },
  heal: async (lab) => {
    if (await indexIsValid(lab)) return;
    const { writeUrl } = lab.paksa;
    await runOnce(writeUrl, `DROP INDEX IF EXISTS ${INDEX}`);
    await runOnce(writeUrl, `CREATE INDEX ${INDEX} ON invoices (tenant_id, created_at)`);
    await runOnce(
      writeUrl,
      'SELECT pg_stat_statements_reset(0::oid, (SELECT oid FROM pg_database WHERE datname = current_database()), 0::bigint)',
    );
  },
  isActive: async (lab) => !(await indexIsValid(lab)),
};

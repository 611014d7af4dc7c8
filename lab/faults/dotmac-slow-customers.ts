import { runOnce } from '../held-sessions';
import type { Lab } from '../lab';
import type { Fault } from './fault';

const CALLS = 3;
const INDEXES = {
  idx_customers_email: 'email',
  idx_customers_tenant_id: 'tenant_id',
  idx_customers_status: 'status',
  idx_customers_created_at: 'created_at',
};
/** Counts the customers of every tenant, one question after the other: what a missing index makes slow. */
const TALLY = `SELECT t, (SELECT count(*) FROM customers c WHERE c.tenant_id = t AND c.email LIKE '%' || t || '@%') AS customers
  FROM generate_series(1, 40) t`;
const FORGET = 'SELECT pg_stat_statements_reset(0::oid, (SELECT oid FROM pg_database WHERE datname = current_database()), 0::bigint)';

async function missing({ dotmac }: Lab): Promise<string[]> {
  const rows = await runOnce<{ indexname: string }>(dotmac.writeUrl, "SELECT indexname FROM pg_indexes WHERE tablename = 'customers'");
  const found = new Set(rows.map(({ indexname }) => indexname));
  return Object.keys(INDEXES).filter((name) => !found.has(name));
}

export const DOTMAC_SLOW_CUSTOMERS: Fault = {
  name: 'dotmac-slow-customers',
  title: 'The list of customers became slow',
  explanation: 'A migration dropped the indexes of the customers. Each page of them reads the whole table.',
  breaks: [
    'dotmac-isp/slow-requests#customer-indexes',
    'dotmac-isp/slow-requests#slowest-statements',
    'dotmac-isp/health-and-logs#slow-statements',
  ],
  curedBy: [
    'dotmac-isp/slow-requests#index-tenant',
    'dotmac-isp/slow-requests#index-email',
    'dotmac-isp/slow-requests#index-status',
    'dotmac-isp/slow-requests#index-created',
    'dotmac-isp/slow-requests#forget-statistics',
  ],
  alert: { alertname: 'SlowRequests', service: 'dotmac-isp', severity: 'warning' },
  cause: async (lab) => {
    for (const name of Object.keys(INDEXES)) await runOnce(lab.dotmac.writeUrl, `DROP INDEX IF EXISTS ${name}`);
    for (let call = 0; call < CALLS; call += 1) await runOnce(lab.dotmac.appUrl, TALLY);
  },
  heal: async (lab) => {
    const gone = await missing(lab);
    for (const name of gone)
      await runOnce(lab.dotmac.writeUrl, `CREATE INDEX IF NOT EXISTS ${name} ON customers (${INDEXES[name as keyof typeof INDEXES]})`);
    if (gone.length) await runOnce(lab.dotmac.writeUrl, FORGET);
  },
  isActive: async (lab) => (await missing(lab)).length > 0,
};

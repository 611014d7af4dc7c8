import { runOnce } from '../held-sessions';
import type { Lab } from '../lab';
import type { Fault } from './fault';

const INDEXES = { idx_company_npi: '(npi)', idx_company_active: '(is_active) WHERE is_active' };

async function missing({ ariesone }: Lab): Promise<(keyof typeof INDEXES)[]> {
  const rows = await runOnce<{ indexname: string }>(ariesone.writeUrl, "SELECT indexname FROM pg_indexes WHERE tablename = 'companies'");
  const found = new Set(rows.map(({ indexname }) => indexname));
  return (Object.keys(INDEXES) as (keyof typeof INDEXES)[]).filter((name) => !found.has(name));
}

export const ARIESONE_MISSING_INDEXES: Fault = {
  name: 'ariesone-missing-indexes',
  title: 'Companies are looked up without an index',
  explanation: 'The table was loaded anew without its indexes. Each look-up by NPI reads all companies.',
  breaks: ['ariesone/slow-api#company-indexes', 'ariesone/slow-api#company-plan'],
  curedBy: ['ariesone/slow-api#index-npi', 'ariesone/slow-api#index-active'],
  alert: { alertname: 'SlowRequests', service: 'ariesone', severity: 'warning' },
  cause: async ({ ariesone }) => {
    for (const name of Object.keys(INDEXES)) await runOnce(ariesone.writeUrl, `DROP INDEX IF EXISTS ${name}`);
  },
  heal: async (lab) => {
    for (const name of await missing(lab))
      await runOnce(lab.ariesone.writeUrl, `CREATE INDEX IF NOT EXISTS ${name} ON companies ${INDEXES[name]}`);
  },
  isActive: async (lab) => (await missing(lab)).length > 0,
};

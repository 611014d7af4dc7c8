import { runOnce } from '../held-sessions';
import type { Fault } from './fault';

const COLUMN = 'locale';

export const SCHEMA_DRIFT: Fault = {
  name: 'schema-drift',
  title: 'Staging has a column that production never got',
  explanation: 'Somebody added it by hand in staging to try something, and the code that was released expects it.',
  breaks: ['general/works-in-dev-only#databases'],
  curedBy: [],
  alert: { alertname: 'SchemaDrift', service: 'general', severity: 'warning' },
  cause: async ({ practice }) => {
    await runOnce(practice.stagingWriteUrl, `ALTER TABLE users ADD COLUMN IF NOT EXISTS ${COLUMN} text`);
  },
  heal: async ({ practice }) => {
    await runOnce(practice.stagingWriteUrl, `ALTER TABLE users DROP COLUMN IF EXISTS ${COLUMN}`);
  },
  isActive: async ({ practice }) => {
    const rows = await runOnce(
      practice.stagingWriteUrl,
      'SELECT 1 FROM information_schema.columns WHERE table_name = $1 AND column_name = $2',
      ['users', COLUMN],
    );
    return rows.length > 0;
  },
};

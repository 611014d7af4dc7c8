import { HEAD } from '../ariesone/migrations';
import { runOnce } from '../held-sessions';
import type { Lab } from '../lab';
import type { Fault } from './fault';

const FROM_NEWER_CODE = 'e7d20c5b94f1';
const set = ({ ariesone }: Lab, revision: string) => runOnce(ariesone.writeUrl, 'UPDATE alembic_version SET version_num = $1', [revision]);

export const ARIESONE_UNKNOWN_MIGRATION: Fault = {
  name: 'ariesone-unknown-migration',
  title: 'The database is ahead of the code',
  explanation:
    'The code was rolled back and the database was not: it is at a migration that this code does not have. The newer code has to come back.',
  breaks: ['ariesone/migrations-fail#where-it-is'],
  curedBy: [],
  alert: { alertname: 'MigrationFailed', service: 'ariesone', severity: 'critical' },
  cause: async (lab) => {
    await set(lab, FROM_NEWER_CODE);
  },
  heal: async (lab) => {
    await set(lab, HEAD);
  },
  isActive: async ({ ariesone }) =>
    (await runOnce(ariesone.writeUrl, 'SELECT 1 FROM alembic_version WHERE version_num <> $1', [HEAD])).length > 0,
};

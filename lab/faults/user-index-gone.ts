import { runOnce } from '../held-sessions';
import type { Lab } from '../lab';
import { USER_SQL } from '../practice/practice-schema';
import type { Fault } from './fault';

const INDEX = 'idx_users_email';
const CALLS = 20;

async function indexExists({ practice }: Lab): Promise<boolean> {
  const rows = await runOnce(practice.writeUrl, 'SELECT 1 FROM pg_index WHERE indexrelid = to_regclass($1) AND indisvalid', [
    `public.${INDEX}`,
  ]);
  return rows.length > 0;
}

export const USER_INDEX_GONE: Fault = {
  name: 'user-index-gone',
  title: 'Each sign-in reads the whole table of users',
  explanation: 'The index of users by e-mail address was dropped with the column that it was confused with.',
  breaks: ['general/suddenly-slow#user-plan'],
  curedBy: ['general/suddenly-slow#create-user-index'],
  alert: { alertname: 'SignInSlow', service: 'general', severity: 'warning' },
  cause: async ({ practice }) => {
    await runOnce(practice.writeUrl, `DROP INDEX IF EXISTS ${INDEX}`);
    for (let call = 0; call < CALLS; call += 1) await runOnce(practice.appUrl, USER_SQL, [`user${call}@practice.example`]);
  },
  heal: async (lab) => {
    if (!(await indexExists(lab))) await runOnce(lab.practice.writeUrl, `CREATE INDEX IF NOT EXISTS ${INDEX} ON users (email)`);
  },
  isActive: async (lab) => !(await indexExists(lab)),
};

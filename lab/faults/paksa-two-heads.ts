import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { restoreRevisions, revisionFile } from '../paksa/paksa-files';
import { PAKSA_REVISION } from '../paksa/paksa-schema';
import type { Fault } from './fault';

const TWINS = [
  { revision: 'd4e7b2c90a11', about: 'add due dates', up: "op.add_column('invoices', sa.Column('due_on', sa.Date()))" },
  { revision: 'e5f8c3d01b22', about: 'add currencies', up: "op.add_column('invoices', sa.Column('currency', sa.Text()))" },
];

export const PAKSA_TWO_HEADS: Fault = {
  name: 'paksa-two-heads',
  title: 'Two migrations come after the same one',
  explanation:
    'Two people each wrote a migration on a branch of their own, and both were merged. Alembic does not know which is the newest.',
  breaks: ['paksa-db/migrations-fail#revisions'],
  curedBy: [],
  alert: { alertname: 'MigrationFailed', service: 'paksa-db', severity: 'warning' },
  cause: async ({ paksa }) => {
    for (const twin of TWINS) {
      const { name, text } = revisionFile({ ...twin, down: PAKSA_REVISION });
      await writeFile(path.join(paksa.files.versions, name), text);
    }
  },
  heal: ({ paksa }) => restoreRevisions(paksa.files),
  isActive: async ({ paksa }) =>
    (await readdir(paksa.files.versions)).some((name) => TWINS.some(({ revision }) => name.startsWith(revision))),
};
